import { clock } from '../platform/clock';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';

/** JoggAI asks not to be asked for one job more often (guide). */
export const SHORTEST_PAUSE = 5;
/** A job may be unknown to JoggAI for a moment after it was started (inference). */
export const UNKNOWN_AT_FIRST_MS = 30_000;
/** By which part a pause is longer or shorter by chance, so that jobs which began together are not asked for together. */
const CHANCE = 0.2;
/** Questions that one process asks in a second, whoever waits: five hundred sleepers may wake in the same moment. */
const MOST_A_SECOND = 10;
const SECOND_MS = 1000;

/** Seconds until a job is asked for again. Questions are free (guide), so its age does not matter. */
export const pauseBefore = (kind: JobKind): number =>
	Math.max(jobRow(kind).askEverySeconds * (1 + CHANCE * (2 * clock.random() - 1)), SHORTEST_PAUSE);

/** When those of the last second were asked, and those who wait will be. */
let turns: number[] = [];
let waiting = 0;

/** Waits until this process may ask about one more job. Throws the signal's reason when it is aborted. */
export async function turnToAsk(signal: AbortSignal): Promise<void> {
	const now = clock.now();
	turns = turns.filter((turn) => turn > now - SECOND_MS && (waiting > 0 || turn <= now));
	const turn = Math.max((turns[turns.length - MOST_A_SECOND] ?? -Infinity) + SECOND_MS, now);
	turns = [...turns, turn].sort((a, b) => a - b);
	if (turn === now) return;
	waiting += 1;
	const giveUp = async (reason: Error) => {
		turns.splice(turns.indexOf(turn), 1);
		return await Promise.reject<void>(reason);
	};
	await clock
		.sleep(turn - now, signal)
		.catch(giveUp)
		.finally(() => (waiting -= 1));
}
