import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { PAGE_SIZE, pageQuery, readPage } from '../api/pages';
import { ProblemError } from '../api/problem';
import { read } from '../api/reading';
import type { Reply } from '../api/reply';
import type { JobKind, JobList } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import type { Passage } from './passage';

/** How many pages of a list, newest first, a job is looked for in. */
const PAGES_TO_SCAN = 5;

/** Sends a GET and returns its data. Throws a ProblemError. */
export async function get({ context, account, signal, request }: Passage, endpoint: Partial<IHttpRequestOptions>): Promise<unknown> {
	const reply = await read(context, account, { ...request, ...endpoint }, signal);
	if (reply.problem) throw new ProblemError(reply.problem);
	return reply.data;
}

/** Asks JoggAI how a job is doing; a job that is not in its list (yet) answers with nothing. */
export async function ask({ context, account, signal, request }: Passage, kind: JobKind, id: string): Promise<Reply> {
	const { ask: how } = jobRow(kind);
	// What n8n's own request options say about proxy, certificates and time limits holds for the questions too.
	const readOne = async (options: IHttpRequestOptions) => await read(context, account, { ...request, qs: {}, ...options }, signal);
	return typeof how === 'function' ? await readOne(how(id)) : await scan(how, id, readOne);
}

async function scan({ url, query, keys, idKeys }: JobList, id: string, readOne: (options: IHttpRequestOptions) => Promise<Reply>): Promise<Reply> {
	for (let page = 1; page <= PAGES_TO_SCAN; page++) {
		const reply = await readOne({ url, qs: { ...query, ...pageQuery('total', page) } });
		if (reply.problem) return reply;
		const { entries, isLast } = readPage(reply.data, { keys, paged: 'total' }, page, PAGE_SIZE);
		const found = entries.find((entry: IDataObject) => idKeys.some((key) => entry[key] === id));
		if (found) return { data: found };
		if (isLast) break;
	}
	return { data: {} };
}
