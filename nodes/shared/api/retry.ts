import { RATE_LIMITED } from '../vocabulary/refusals';
import { clock } from '../platform/clock';
import type { Problem, Result } from './problem';

/** What JoggAI asks for beyond it is not waited for. */
const LONGEST_PAUSE_SECONDS = 30 * 60;
const USUAL_PAUSE_SECONDS = 60;
/** Part of a pause by which it may grow, so that many do not come back at the same moment. */
const JITTER = 0.2;

/** Seconds to pause before the next attempt after so many failures, or nothing to leave it at the last outcome. */
type RetryPolicy = (problem: Problem, failures: number) => number | undefined;

/** Seconds to wait after a refusal for too many requests: what JoggAI stated within reason, else a minute (guide). */
export const rateLimitPause = (stated = USUAL_PAUSE_SECONDS): number =>
	Math.min(stated, LONGEST_PAUSE_SECONDS);

/** Repeats what may pass by itself (lost connection, JoggAI out of order), after each of these pauses in seconds. */
const transient =
	(...pauses: number[]): RetryPolicy =>
	(problem, failures) =>
		problem.transient ? pauses[failures - 1] : undefined;

/** Reads of a workflow that runs by itself: waits as long as JoggAI asks for after "too many requests". */
export const BACKGROUND_READS: RetryPolicy = (problem, failures) => {
	const pause = transient(1, 2, 4, 8)(problem, failures);
	return pause !== undefined && problem.code === RATE_LIMITED
		? rateLimitPause(problem.retryAfterSeconds)
		: pause;
};

/** Reads for a list that a person is waiting for in the editor. */
export const INTERACTIVE_READS: RetryPolicy = (problem, failures) =>
	problem.code === RATE_LIMITED ? undefined : transient(1)(problem, failures);

/** Files that are fetched or stored: the same bytes can be moved again. */
export const FILE_TRANSFERS: RetryPolicy = transient(2, 5);

/** Files that JoggAI has just made: they may not be there yet (the vendor's own client waits as long). */
export const FINISHED_FILES: RetryPolicy = transient(5, 10, 15, 20);

/**
 * Requests that change something, repeated only when JoggAI surely refused them for too many requests, until
 * `mayGoOn` says no. No pause of their own: the rate limiter holds everybody back.
 */
export const whileRateLimited =
	(mayGoOn: (failures: number) => boolean): RetryPolicy =>
	(problem, failures) =>
		problem.code === RATE_LIMITED && mayGoOn(failures) ? 0 : undefined;

/** Tries as often as the policy allows and returns the last outcome. Throws the signal's reason when it is aborted. */
export async function withRetries<T>(
	attempt: () => Promise<Result<T>>,
	policy: RetryPolicy,
	signal?: AbortSignal,
): Promise<Result<T>> {
	for (let failures = 1; ; failures++) {
		const result = await attempt();
		const pause = result.problem && policy(result.problem, failures);
		if (pause === undefined) return result;
		await clock.sleep(pause * (1 + JITTER * clock.random()) * 1000, signal);
	}
}
