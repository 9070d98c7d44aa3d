import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeTypeDescription,
} from 'n8n-workflow';
import { accountOf } from '../api/account';
import { ProblemError, unwrap } from '../api/problem';
import { BatchEnded } from './batch';
import { executionOf } from './execution';
import { fail } from './failure';
import { getFor, type ItemContext, parametersOf, type ReadParameter } from './itemContext';
import { ONLY_RESOURCE, type Operation } from './operation';
import { findInvalid } from './validation';

/**
 * What every action node needs to send its requests: validating, rate limiting, sending, reading, polling and output
 * for all of `operations`. Spread it into the node's description, once.
 */
export function throughPipeline(
	operations: Operation[],
): Pick<INodeTypeDescription, 'requestDefaults' | 'requestOperations'> {
	return {
		// n8n always lets a credential reach the node's own host, whatever domains the user has restricted it to.
		requestDefaults: { baseURL: '={{ $credentials.domain || "https://api.jogg.ai" }}' },
		requestOperations: {
			async pagination(
				this: IExecutePaginationFunctions,
				{ options }: DeclarativeRestApiSettings.ResultOptions,
			) {
				return await processItem(this, operations, options as IHttpRequestOptions);
			},
		},
	};
}

async function processItem(
	context: IExecutePaginationFunctions,
	operations: Operation[],
	request: IHttpRequestOptions,
): Promise<INodeExecutionData[]> {
	const execution = executionOf(context);
	const { batch } = execution;
	const itemIndex = context.getItemIndex();
	const signal = batch.enter(itemIndex);
	const entering = { ...execution, context, request, signal, itemIndex, parameter: parametersOf(context) };
	try {
		const { operation, item } = await batch.validated(
			itemIndex,
			async () => await validate(entering, operations),
		);
		signal.throwIfAborted();
		const items = await operation.execute(item);
		// What n8n would drop after Stop must be told as well.
		if (batch.isCancelled) throw new BatchEnded();
		return items.map((one): INodeExecutionData => ({ ...one, pairedItem: { item: itemIndex } }));
	} catch (error) {
		return await fail(entering, error as Error);
	}
}

/** Everything that can go wrong before anything is sent. Throws a ProblemError, or BatchEnded. */
async function validate(
	entering: Omit<ItemContext, 'account'>,
	operations: Operation[],
): Promise<{ operation: Operation; item: ItemContext }> {
	const { context, parameter, request, batch } = entering;
	const operation = chosenOperation(operations, parameter);
	const problem = findInvalid(context.getNode(), operation.fields, parameter);
	if (problem) throw new ProblemError(problem);
	const item: ItemContext = { ...entering, account: await accountOf(context) };
	const get = async (url: string) => {
		const answer = batch.answers.get(url) ?? getFor(item, { url, qs: {} }).then(unwrap);
		batch.answers.set(url, answer);
		return await answer;
	};
	await operation.prepare?.({ context, parameter, request, get });
	return { operation, item };
}

function chosenOperation(operations: Operation[], parameter: ReadParameter): Operation {
	const resource = parameter('resource', ONLY_RESOURCE);
	const chosen = parameter('operation');
	const operation = operations.find(
		(one) => one.value === chosen && (one.resource ?? ONLY_RESOURCE) === resource,
	);
	if (operation) return operation;
	throw new ProblemError({
		what: "'Operation' has no valid choice",
		next: 'Choose an operation from the list.',
	});
}
