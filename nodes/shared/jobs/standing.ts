import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import type { ItemContext } from '../pipeline/item';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { jobState, startedParts } from '../vocabulary/jobs/output';
import type { StartedPart } from '../vocabulary/jobs/row';
import { isUnknownId } from '../vocabulary/refusals';
import { asObject } from '../vocabulary/values';
import { turnToAsk } from './pace';
import { getStatus, getStatusAt } from './status';

/**
 * Jobs that were started by one request before, as they are now; nothing where JoggAI knows none of them any more, or has
 * given up all. Throws a ProblemError when JoggAI does not say: they might exist.
 */
export async function standing(
	item: ItemContext,
	kind: JobKind,
	ids: string[],
): Promise<StartedPart[] | undefined> {
	const found = await Promise.all(
		ids.map(async (id) => {
			await turnToAsk(item.signal);
			return there(kind, await getStatus(item, kind, id, { justStarted: false }), id);
		}),
	);
	return found.some((part) => part) ? ids.map((id, index) => found[index] ?? { id, raw: {} }) : undefined;
}

/** The job that JoggAI itself finds for a request, under the same rule. */
export async function foundBy(
	item: ItemContext,
	kind: JobKind,
	request: Partial<IHttpRequestOptions>,
): Promise<StartedPart | undefined> {
	const reply = await getStatusAt(item, kind, request);
	const [found] = startedParts(kind, asObject(reply.data));
	return there(kind, reply, found?.id ?? '');
}

/** The only place that says whether a job is still there. */
function there(kind: JobKind, { data, problem }: Reply, id: string): StartedPart | undefined {
	if (problem && (problem.transient || !isUnknownId(problem.code)))
		throw new ProblemError(cannotTell(kind, problem));
	const raw = asObject(data);
	const hasFailed = jobState(kind, id, raw).output.status === 'failed';
	return problem || id === '' || hasFailed ? undefined : { id, raw };
}

const cannotTell = (kind: JobKind, problem: Problem): Problem => ({
	...problem,
	outcome: 'notSent',
	what: `JoggAI could not be asked for an earlier ${jobRow(kind).noun} of the same request: ${problem.what}`,
});
