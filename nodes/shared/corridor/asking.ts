import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { PAGE_SIZE, pageQuery, readPage } from '../api/pages';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import { read } from '../api/reading';
import type { Reply } from '../api/reply';
import type { JobKind, JobList } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import { NOT_FOUND } from '../vocabulary/refusals';
import type { Passage } from './passage';

/** How many pages of a list, newest first, a job is looked for in. */
const PAGES_TO_SCAN = 5;

/** Sends a GET and returns its data. Throws a ProblemError. */
export async function get(
	{ context, account, signal, request }: Passage,
	endpoint: Partial<IHttpRequestOptions>,
): Promise<unknown> {
	const reply = await read(context, account, { ...request, ...endpoint }, signal);
	if (reply.problem) throw new ProblemError(reply.problem);
	return reply.data;
}

/** Asks JoggAI how a job is doing. A job that this very item started may take a while to appear in its list. */
export async function ask(
	{ context, account, signal, request, operation }: Passage,
	kind: JobKind,
	id: string,
): Promise<Reply> {
	const { ask: how, noun } = jobRow(kind);
	// What n8n's own request options say about proxy, certificates and time limits holds for the questions too.
	const readOne = async (options: IHttpRequestOptions) =>
		await read(context, account, { ...request, qs: {}, ...options }, signal);
	if (typeof how === 'function') return await readOne(how(id));
	const found = await scan(how, id, readOne).catch(unreadable);
	return found ?? { problem: notListed(noun, operation.plan.does === 'startJob') };
}

type ReadOne = (options: IHttpRequestOptions) => Promise<Reply>;

/** Throws a ProblemError for a page that is none. */
async function scan(
	{ url, query, keys, idKeys }: JobList,
	id: string,
	readOne: ReadOne,
): Promise<Reply | undefined> {
	for (let page = 1; page <= PAGES_TO_SCAN; page++) {
		const reply = await readOne({ url, qs: { ...query, ...pageQuery('total', page) } });
		if (reply.problem) return reply;
		const { entries, isLast } = readPage(reply.data, { keys, paged: 'total' }, page, PAGE_SIZE);
		const found = entries.find((entry: IDataObject) => idKeys.some((key) => String(entry[key]) === id));
		if (found) return { data: found };
		if (isLast) break;
	}
	return undefined;
}

/** A page that cannot be read this time does not hurt the job. */
const unreadable = (error: ProblemError): Reply => ({ problem: { ...error.problem, passing: true } });

function notListed(noun: string, mayAppear: boolean): Problem {
	return {
		what: `The ${noun} is not in JoggAI's list`,
		next: `Check its ID. JoggAI tells about such a job through its list only, of which the newest ${PAGES_TO_SCAN * PAGE_SIZE} were searched.`,
		code: NOT_FOUND,
		passing: mayAppear,
	};
}
