import { sleep } from 'n8n-workflow';

/** n8n 1.x cannot wake a sleeper, so an abandoned one must end soon by itself. */
const SLICE_MS = 1000;

const sleepInSlices = async (ms: number, signal?: AbortSignal): Promise<void> => {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now())
		await sleep(Math.min(left, SLICE_MS));
};

/** `sleep` resolves early, without an exception, when the signal is aborted. */
export const realClock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> =>
		await new Promise((resolve, reject) => {
			const wake = () => resolve();
			signal?.addEventListener('abort', wake, { once: true });
			sleepInSlices(ms, signal)
				.then(resolve, reject)
				.finally(() => signal?.removeEventListener('abort', wake));
		}),
};

/** Time as the whole package sees it. One object, so that a test can put a virtual clock in its place. */
export const clock = { ...realClock };
