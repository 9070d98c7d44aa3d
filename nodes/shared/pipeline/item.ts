import type { IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../api/account';
import { type Entries, holdsList, type Listing, walkPages } from '../api/pages';
import type { Reply } from '../api/reply';
import { get, type JoggAiRequest } from '../api/transport';
import type { ReadParameter } from '../platform/parameters';
import type { NodeExecution } from './execution';
import type { InputFile } from './inputFiles';
import type { Foretold } from './operation';

/** One item on its way through the pipeline. */
export interface ItemContext extends NodeExecution {
	context: IExecutePaginationFunctions;
	itemIndex: number;
	parameter: ReadParameter;
	/** The request that n8n collected from the fields. */
	request: IHttpRequestOptions;
	account: Account;
	/** Files of the item whose addresses the request wants. */
	files: InputFile[];
	/** The user wants the workflow to pause while this item waits, and it can. */
	maySleep: boolean;
	/** What it is going to cost, as far as that was known before anything was asked. */
	foretold: Foretold;
	/** Aborted with BatchEnded when the item's batch is over. */
	signal: AbortSignal;
}

/** Asks JoggAI with GET; what n8n's own request options say about proxy, certificates and time limits holds as well. */
export async function getFor(
	{ context, account, request, signal }: Pick<ItemContext, 'context' | 'account' | 'request' | 'signal'>,
	options: Partial<JoggAiRequest>,
): Promise<Reply> {
	return await get(context, account, { ...request, ...options }, signal);
}

/** What is asked of a list beside its pages, and how many entries are enough. */
interface Wanted {
	qs?: IHttpRequestOptions['qs'];
	most?: number;
}

/** The entries of one of JoggAI's lists, asked for in the same way. Throws a ProblemError when a page is refused. */
export async function entriesFor(item: ItemContext, list: Listing, { qs, most }: Wanted): Promise<Entries> {
	const isExpected = holdsList(list);
	const ask = async (page: object) =>
		await getFor(item, { url: list.url, qs: { ...qs, ...page }, isExpected });
	return await walkPages(ask, list, most);
}
