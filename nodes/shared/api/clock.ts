import { sleep } from 'n8n-workflow';

/** n8n 1.x cannot wake a sleeper, so an abandoned one must end soon by itself. */
const SLICE_MS = 1000;

const sleepInSlices = async (ms: number, signal?: AbortSignal): Promise<void> => {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) await sleep(Math.min(left, SLICE_MS));
};

/** Resolves at once when the signal is or gets aborted. */
const aborted = async (signal: AbortSignal): Promise<void> =>
	await new Promise((resolve) => {
		if (signal.aborted) return resolve();
		signal.addEventListener('abort', () => resolve(), { once: true });
		return undefined;
	});

/**
 * Time as the whole package sees it. One object, so that a test can put a virtual clock in its place.
 * `sleep` resolves early, without an exception, when the signal is aborted.
 */
export const clock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
		const slept = sleepInSlices(ms, signal);
		await (signal ? Promise.race([slept, aborted(signal)]) : slept);
	},
};
