import { clock } from '../platform/clock';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';

/** JoggAI asks not to be asked for one job more often (guide). */
export const SHORTEST_PAUSE = 5;
/** By which part a pause is longer or shorter by chance, so that jobs which began together are not asked for together. */
const CHANCE = 0.2;
/** Questions that one process asks in a second, whoever waits: five hundred sleepers may wake in the same moment. */
const MOST_A_SECOND = 10;

/** Seconds until a job is asked for again. Questions are free (guide), so its age does not matter. */
export const pauseBefore = (kind: JobKind): number =>
	Math.max(jobRow(kind).askEverySeconds * (1 + CHANCE * (2 * clock.random() - 1)), SHORTEST_PAUSE);

/** When the last of them were, or will be, asked. */
let turns: number[] = [];
let waiting = 0;

/** Waits until this process may ask about one more job. Throws the signal's reason when it is aborted. */
export async function turnToAsk(signal: AbortSignal): Promise<void> {
	const now = clock.now();
	if (waiting === 0) turns = turns.filter((turn) => turn <= now);
	const turn = Math.max((turns[turns.length - MOST_A_SECOND] ?? -Infinity) + 1000, now);
	turns = [...turns, turn].slice(-MOST_A_SECOND);
	if (turn === now) return;
	waiting += 1;
	try {
		await clock.sleep(turn - now, signal);
	} finally {
		waiting -= 1;
	}
}
