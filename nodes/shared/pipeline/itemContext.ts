import type {
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeParameterResourceLocator,
} from 'n8n-workflow';
import type { Account } from '../api/account';
import { get } from '../api/get';
import type { Reply } from '../api/reply';
import type { JoggAiRequest } from '../api/transport';
import type { NodeExecution } from './execution';

/** Value of a field for one item, expressions resolved; a picker yields the ID that was chosen or entered. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

/** One item on its way through the pipeline. */
export interface ItemContext extends NodeExecution {
	context: IExecutePaginationFunctions;
	itemIndex: number;
	parameter: ReadParameter;
	/** The request that n8n collected from the fields. */
	request: IHttpRequestOptions;
	account: Account;
	/** The user wants the workflow to pause while this item waits, and it can. */
	maySleep: boolean;
	/** Aborted with BatchEnded when the item's batch is over. */
	signal: AbortSignal;
}

/**
 * Reads the fields of one item. What was read once is kept: a real n8n evaluates each expression in a sandbox of its own,
 * which takes longer than the request.
 */
export function parametersOf(context: IExecuteSingleFunctions): ReadParameter {
	const known = new Map<string, unknown>();
	return (name, fallback) => {
		if (known.has(name)) return known.get(name);
		const value: unknown = context.getNodeParameter(name, fallback);
		const read = isLocator(value) ? value.value : value;
		if (fallback === undefined) known.set(name, read);
		return read;
	};
}

const isLocator = (value: unknown): value is INodeParameterResourceLocator =>
	typeof value === 'object' && value !== null && '__rl' in value;

/** Asks JoggAI with GET; what n8n's own request options say about proxy, certificates and time limits holds as well. */
export async function getFor(
	{ context, account, request, signal }: Pick<ItemContext, 'context' | 'account' | 'request' | 'signal'>,
	options: Partial<JoggAiRequest>,
): Promise<Reply> {
	return await get(context, account, { ...request, ...options }, signal);
}
