import type { IDataObject } from 'n8n-workflow';
import type { Outcome, Problem } from '../api/problem';
import { idsOf, type Kind, type Purchase } from './purchase';
import { type JobKind, JOBS } from '../vocabulary/jobs/kinds';

/**
 * A failure as data, for workflows that decide by it: what failed items carry as `details` beside `error` and `message`,
 * thrown errors in their context, and items that lack something beside what they have.
 */
export interface Details extends Pick<Problem, 'jobs' | 'field' | 'requestId'> {
	outcome: Outcome;
	/** Whether credits were taken now; null where nobody knows. */
	charged: boolean | null;
	joggAiCode?: number;
	/** The same item may work later as it is, and is not paid for twice. */
	tryAgain: boolean;
}

/**
 * Told by what went wrong and by what the item has bought; jobs and money by what `others` have bought, too, where n8n
 * drops the results of all.
 */
export function detailsOf(problem: Partial<Problem>, own: Purchase[], others: Purchase[] = []): IDataObject {
	const outcome = outcomeOf(problem, own);
	const jobs = [...(problem.jobs ?? own.flatMap(jobsOf)), ...others.flatMap(jobsOf)].filter(({ id }) => id);
	const details: Details = {
		outcome,
		charged: isCharged([...own, ...others]),
		jobs: jobs.length > 0 ? jobs : undefined,
		field: problem.field,
		joggAiCode: problem.code,
		requestId: problem.requestId,
		tryAgain: isCharged(own) === false && own.flatMap(jobsOf).length === 0 && mayPass(outcome, problem),
	};
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** What was bought tells more than what went wrong afterwards. */
function outcomeOf(
	{ outcome, code, httpStatus, transient, outcomeUnknown }: Partial<Problem>,
	own: Purchase[],
): Outcome {
	if (own.some(isAsked)) return 'unknown';
	if (outcome === 'notMade' || outcome === 'noFile') return outcome;
	if (own.some((one) => jobsOf(one).length > 0)) return 'notFinished';
	if (outcome) return outcome;
	return code || httpStatus || outcomeUnknown || transient ? 'refused' : 'invalidInput';
}

/** JoggAI takes credits when it accepts a job; whether it gives them back for one that fails is not published. */
function isCharged(purchases: Purchase[]): boolean | null {
	if (purchases.some((one) => one.credits > 0 && !one.from && !isAsked(one))) return true;
	return purchases.some((one) => isAsked(one) && isJob(one.kind)) ? null : false;
}

/** Only the item's own fault stays: accounts are topped up, keys mended, and JoggAI comes back. */
const mayPass = (outcome: Outcome, { fatal, transient, outcomeUnknown }: Partial<Problem>): boolean =>
	outcome === 'refused'
		? Boolean(fatal || transient || outcomeUnknown)
		: outcome !== 'invalidInput' && outcome !== 'notMade';

const isAsked = ({ state }: Purchase): boolean => state === 'asked';

const isJob = (kind: Kind): kind is JobKind => kind in JOBS;

/** What was taken from an earlier run and not found yet is no job of the item. */
const jobsOf = ({ kind, parts, state, isUnchecked }: Purchase): NonNullable<Problem['jobs']> =>
	isJob(kind) && !isUnchecked
		? idsOf({ parts }).map((id) => ({ kind, id, ...(state === 'failed' && { status: state }) }))
		: [];
