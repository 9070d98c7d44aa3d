import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import { jobState, startedParts } from '../vocabulary/jobs/output';
import type { StartedPart } from '../vocabulary/jobs/row';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { asObject } from '../vocabulary/values';
import type { ItemContext } from '../pipeline/item';
import { getStatus, getStatusAt } from './status';

/**
 * The job that JoggAI finds at an address, if it is done or under way. Throws a ProblemError when JoggAI cannot be asked:
 * it might exist.
 */
export async function findExisting(
	item: ItemContext,
	kind: JobKind,
	request: Partial<IHttpRequestOptions>,
): Promise<StartedPart | undefined> {
	const { data, problem } = await getStatusAt(item, kind, request);
	if (problem?.transient) throw new ProblemError(cannotTell(kind, problem));
	const raw = asObject(data);
	const [found] = startedParts(kind, raw);
	return found?.id && !hasFailed(kind, found.id, { data: raw }) ? found : undefined;
}

/**
 * Jobs that were started by one request before, unless JoggAI has given up all of them or knows none any more. Throws a
 * ProblemError when JoggAI cannot be asked.
 */
export async function stillThere(
	item: ItemContext,
	kind: JobKind,
	ids: string[],
): Promise<StartedPart[] | undefined> {
	const replies = await Promise.all(
		ids.map(async (id) => await getStatus(item, kind, id, { justStarted: false })),
	);
	const unanswered = replies.find(({ problem }) => problem?.transient)?.problem;
	if (unanswered) throw new ProblemError(cannotTell(kind, unanswered));
	if (replies.every((reply, index) => reply.problem ?? hasFailed(kind, ids[index], reply))) return undefined;
	return ids.map((id, index) => ({ id, raw: asObject(replies[index].data) }));
}

const hasFailed = (kind: JobKind, id: string, { data }: Reply): boolean =>
	jobState(kind, id, asObject(data)).output.status === 'failed';

const cannotTell = (kind: JobKind, problem: Problem): Problem => ({
	...problem,
	what: `JoggAI could not be asked for an earlier ${jobRow(kind).noun} of the same request: ${problem.what}`,
});
