import { sleep } from 'n8n-workflow';

/** n8n 1.x cannot wake a sleeper, so an abandoned one must end soon by itself. */
const SLICE_MS = 1000;

export const DAY_MS = 24 * 60 * 60_000;

/** Somebody may set the machine's clock while a job is made, so only the first look at it counts. */
const STARTED_AT = Date.now() - performance.now();
const now = (): number => STARTED_AT + performance.now();

const sleepInSlices = async (ms: number, signal?: AbortSignal): Promise<void> => {
	const end = now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - now()) await sleep(Math.min(left, SLICE_MS));
};

/** `sleep` rejects with the signal's reason as soon as it is aborted. */
export const realClock = {
	/** Milliseconds since 1970, never going back or leaping. */
	now,
	/** Milliseconds since 1970 by the machine's clock, for what is stored and read by another process. */
	wallTime: (): number => Date.now(),
	/** From 0 to 1, for pauses that must not end everywhere at the same moment. */
	random: (): number => Math.random(),
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const abort = () => reject(signal?.reason as Error);
			signal?.addEventListener('abort', abort, { once: true });
			sleepInSlices(ms, signal)
				.then(resolve, reject)
				.finally(() => signal?.removeEventListener('abort', abort));
		});
	},
};

/** Time and chance as the whole package sees them. One object, so that a test can put a virtual clock in its place. */
export const clock = { ...realClock };
