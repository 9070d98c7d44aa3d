import { setTimeout as wait } from 'node:timers/promises';

/** Everything that takes time in the sandbox asks this clock, so tests can pass days in a millisecond. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as that aborts, or has aborted already. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		try {
			await wait(Math.max(0, ms), undefined, { signal });
		} catch (error) {
			// Node rejects with an error of its own, which has the reason as its cause.
			signal?.throwIfAborted();
			throw error;
		}
	},
};

/** JoggAI tells moments in whole seconds. */
export const unixSeconds = (ms: number): number => Math.floor(ms / 1000);
