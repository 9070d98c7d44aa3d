import { setTimeout as wait } from 'node:timers/promises';

/** Everything that takes time in the sandbox asks this clock, so tests can pass days in a millisecond. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms`; rejects when the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) => wait(Math.max(0, ms), undefined, { signal }),
};

/** JoggAI tells moments in whole seconds. */
export const unixSeconds = (ms: number): number => Math.floor(ms / 1000);
