import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import type { ItemContext } from '../pipeline/item';
import { clock } from '../platform/clock';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { jobState, startedParts } from '../vocabulary/jobs/output';
import type { StartedPart } from '../vocabulary/jobs/row';
import { isUnknownId } from '../vocabulary/refusals';
import { asObject } from '../vocabulary/values';
import { SHORTEST_PAUSE, turnToAsk, UNKNOWN_AT_FIRST_MS } from './pace';
import { getStatus, getStatusAt } from './status';

/**
 * Jobs that were started by one request before, as they are now. Throws a ProblemError when JoggAI does not say: they
 * might exist.
 */
export async function standing(
	item: ItemContext,
	{ kind, ids, startedAt }: { kind: JobKind; ids: string[]; startedAt: number },
): Promise<Standing> {
	const found = await Promise.all(ids.map(async (id) => await stateOf(item, { kind, id, startedAt })));
	const parts = found.flatMap(({ part }) => part ?? []);
	const gone = ids.filter((_, index) => !found[index].part);
	return {
		parts: [
			...parts,
			...gone.map((id) => ({ reason: `The earlier one (${id}) is no longer to be had`, raw: {} })),
		],
		isThere: parts.length > 0,
		isUnknown: found.every(({ isUnknown }) => isUnknown),
	};
}

/** What became of jobs that were started by one request. */
interface Standing {
	parts: StartedPart[];
	/** Whether JoggAI has any of them. */
	isThere: boolean;
	/** It says that it does not know them, as it would say to another account. */
	isUnknown: boolean;
}

async function stateOf(
	item: ItemContext,
	{ kind, id, startedAt }: { kind: JobKind; id: string; startedAt: number },
): Promise<{ part?: StartedPart; isUnknown: boolean }> {
	for (;;) {
		await turnToAsk(item.signal);
		const reply = await getStatus(item, kind, id, { justStarted: false });
		const part = there(kind, reply, id);
		if (part || !reply.problem || clock.wallTime() > startedAt + UNKNOWN_AT_FIRST_MS)
			return { part, isUnknown: reply.problem !== undefined };
		await clock.sleep(SHORTEST_PAUSE * 1000, item.signal);
	}
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
