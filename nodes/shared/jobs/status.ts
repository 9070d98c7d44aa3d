import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { holdsList, PAGE_SIZE, pageQuery, readPage } from '../api/pages';
import { type Problem, ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import type { JobList } from '../vocabulary/jobs/row';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { NOT_FOUND } from '../vocabulary/refusals';
import { asObject, asText } from '../vocabulary/values';
import { getFor, type ItemContext } from '../pipeline/item';

/** How many pages of a list, newest first, a job is looked for in. */
const PAGES_TO_SCAN = 5;

/** Asks JoggAI how a job is doing. One that was just started may take a while to appear in its list. */
export async function getStatus(
	item: ItemContext,
	kind: JobKind,
	id: string,
	{ justStarted }: { justStarted: boolean },
): Promise<Reply> {
	const { statusRequest, noun } = jobRow(kind);
	if (typeof statusRequest === 'function')
		return await getFor(item, { qs: {}, isExpected: tells(kind), ...statusRequest(id) });
	return await findInList(item, statusRequest, id, { noun, justStarted }).catch(unreadable);
}

/** Asks JoggAI for a job at an address that tells about one. */
export const getStatusAt = async (
	item: ItemContext,
	kind: JobKind,
	request: Partial<IHttpRequestOptions>,
): Promise<Reply> => await getFor(item, { qs: {}, isExpected: tells(kind), ...request });

/** Whether data is about a job of the kind: it has a status, or one of its IDs. */
const tells =
	(kind: JobKind) =>
	(data: unknown): boolean =>
		['status', ...jobRow(kind).idKeys].some((key) => asText(asObject(data)[key]) !== undefined);

/** Throws a ProblemError for a page that is none. */
async function findInList(
	item: ItemContext,
	{ url, query, keys, idKeys }: JobList,
	id: string,
	{ noun, justStarted }: { noun: string; justStarted: boolean },
): Promise<Reply> {
	let before = 0;
	for (let page = 1; page <= PAGES_TO_SCAN; page++) {
		const reply = await getFor(item, {
			url,
			qs: { ...query, ...pageQuery('total', page) },
			isExpected: holdsList({ keys }),
		});
		if (reply.problem) return reply;
		const { entries, goesOn } = readPage(
			reply.data,
			{ keys, paged: 'total' },
			{ page, size: PAGE_SIZE, before },
		);
		before += entries.length;
		const found = entries.find((entry: IDataObject) => idKeys.some((key) => asText(entry[key]) === id));
		if (found) return { data: found };
		if (goesOn === false) return { problem: notListed(noun, justStarted) };
	}
	return { problem: beyondTheList(noun) };
}

/** A page that cannot be read this time does not hurt the job. */
function unreadable(error: Error): Reply {
	if (!(error instanceof ProblemError)) throw error;
	return { problem: { ...error.problem, transient: true } };
}

const notListed = (noun: string, mayAppear: boolean): Problem => ({
	what: `The ${noun} is not in JoggAI's list`,
	next: 'Check its ID. JoggAI tells about such a job through its list only.',
	code: NOT_FOUND,
	transient: mayAppear,
});

/** Older ones may well exist. */
const beyondTheList = (noun: string): Problem => ({
	what: `The ${noun} is not among the newest ${PAGES_TO_SCAN * PAGE_SIZE} of JoggAI's list`,
	next: 'Check its ID. JoggAI tells about such a job through its list only; an older one is to be had at app.jogg.ai.',
});
