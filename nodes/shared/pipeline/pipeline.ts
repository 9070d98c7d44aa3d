import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeTypeDescription,
} from 'n8n-workflow';
import { accountOf } from '../api/account';
import { ProblemError, problemOf, unwrap } from '../api/problem';
import { isUnknownId } from '../vocabulary/refusals';
import { isCheckOnly } from '../purchases/spendingFields';
import { BatchEnded } from './batch';
import { checked } from './checkOnly';
import { executionOf } from './execution';
import { fail, failedItem } from './failure';
import { getFor, type ItemContext } from './item';
import { parametersOf, type ReadParameter } from '../platform/parameters';
import { ONLY_RESOURCE, type Operation } from './operation';
import { NotYet } from './pause';
import { wantsToSleep } from '../form/waitFields';
import { filledFields, whereIdsAre } from '../form/filledFields';
import { inputFiles, inspectFiles } from './inputFiles';
import { findInvalid } from '../form/validation';

/**
 * What every action node needs to send its requests: validating, rate limiting, sending, reading, polling and output
 * for all of `operations`. Spread it into the node's description, once.
 */
export function throughPipeline(
	operations: Operation[],
): Pick<INodeTypeDescription, 'requestDefaults' | 'requestOperations'> {
	return {
		// Only for n8n's question whose host it is: an expression here would be evaluated twice for each item, and the
		// requests go to the credential's Base URL (transport.ts).
		requestDefaults: { baseURL: 'https://api.jogg.ai' },
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
	const { batch, progress, pause, purchases } = execution;
	const itemIndex = context.getItemIndex();
	const signal = batch.enter(itemIndex);
	const entering = { ...execution, context, request, signal, itemIndex, parameter: parametersOf(context) };
	try {
		const items = await carryOut(entering, operations);
		if (await pause.settle(itemIndex, signal)) return [];
		purchases.handedOn(itemIndex);
		return items;
	} catch (error) {
		if (error instanceof NotYet) {
			await pause.settle(itemIndex, signal, error.until);
			return batch.isCancelled ? await fail(entering, new BatchEnded()) : [];
		}
		const items = await fail(entering, error as Error);
		progress.of(itemIndex).failure = items[0]?.json;
		return (await pause.settle(itemIndex, signal)) ? [] : items;
	} finally {
		// However it ended: n8n drops what comes after the end of a batch.
		if (batch.hasEnded) purchases.owed(itemIndex);
		if (batch.leave()) purchases.save();
	}
}

type Entering = Omit<ItemContext, 'account' | 'maySleep' | 'files' | 'foretold'>;

async function carryOut(entering: Entering, operations: Operation[]): Promise<INodeExecutionData[]> {
	const { batch, progress, purchases, parameter, itemIndex } = entering;
	const pairedItem = { item: itemIndex };
	// It failed before the execution slept, and is told now that the others have ended.
	const { failure } = progress.of(itemIndex);
	if (failure) return [failedItem(entering.context, itemIndex, failure)];
	const isChecked = isCheckOnly(parameter) && !purchases.isSettled(itemIndex);
	const items = isChecked
		? [{ json: await checked(entering, async () => await validate(entering, operations)) }]
		: await executed(entering, operations);
	// What n8n would drop after Stop must be told as well.
	if (batch.isCancelled) throw new BatchEnded();
	return items.map((one): INodeExecutionData => ({ ...one, pairedItem }));
}

async function executed(entering: Entering, operations: Operation[]): Promise<INodeExecutionData[]> {
	const { batch, purchases, itemIndex, signal } = entering;
	const { operation, item } = await batch.validated(itemIndex, async () => {
		const valid = await validate(entering, operations);
		batch.expectedCredits += valid.item.foretold.credits;
		return valid;
	});
	signal.throwIfAborted();
	return await operation.execute(item).catch(async (error: Error) => {
		const problem = problemOf(error);
		// Of what was started, JoggAI does not know the job, whatever the fields hold.
		if (!isUnknownId(problem.code) || purchases.isSettled(itemIndex))
			return await Promise.reject<INodeExecutionData[]>(error);
		const { context, parameter } = entering;
		const where = whereIdsAre(filledFields(context.getNode(), operation.fields, parameter));
		const told = new ProblemError({ ...problem, next: [problem.next, where].filter(Boolean).join(' ') });
		return await Promise.reject<INodeExecutionData[]>(told);
	});
}

/** Everything that can go wrong before anything is sent. Throws a ProblemError, or BatchEnded. */
async function validate(
	entering: Entering,
	operations: Operation[],
): Promise<{ operation: Operation; item: ItemContext }> {
	const { context, parameter, request, batch, purchases, pause, itemIndex } = entering;
	const operation = chosenOperation(operations, parameter);
	// What has been bought already is not to fail now.
	const isBought = purchases.isSettled(itemIndex);
	const account = await accountOf(context);
	const fields = isBought ? [] : filledFields(context.getNode(), operation.fields, parameter);
	const problem = findInvalid(fields, account);
	if (problem) throw new ProblemError(problem);
	const maySleep = wantsToSleep(parameter) && pause.isPossible;
	const files = inputFiles(fields);
	const foretold = { credits: 0, isMade: false };
	const item: ItemContext = { ...entering, maySleep, account, files, foretold };
	if (isBought) return { operation, item };
	const get = async (url: string) =>
		await batch.once(url, async () => unwrap(await getFor(item, { url, qs: {} })));
	await operation.prepare?.({ context, parameter, request, account, files, get });
	await inspectFiles(item);
	item.foretold = operation.execute.foretell?.(item) ?? foretold;
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
