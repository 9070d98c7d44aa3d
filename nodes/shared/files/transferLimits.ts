import { realClock } from '../platform/clock';

/**
 * How long nothing of a file may arrive, and how long all of it may take, before it is given up. An object, so that a
 * test need not wait so long.
 */
export const transferLimits = { idleMs: 60_000, totalMs: 15 * 60_000 };

/** Ends a transfer that takes too long; its message says so in the middle of a sentence. */
export class TransferTimeout extends Error {
	constructor(
		message: string,
		/** It had stopped; one that only crawls would do so again. */
		readonly transient: boolean,
	) {
		super(message);
	}
}

/**
 * Moves a file over a connection of its own, which is cut when the file takes too long and when the signal is aborted.
 * `work` reports every sign of life; a file that gives none has a limit of its own. Throws TransferTimeout, or the
 * signal's reason.
 */
export async function withinLimits<T>(
	signal: AbortSignal,
	work: (connection: AbortSignal, alive: () => void) => Promise<T>,
	idleMs = transferLimits.idleMs,
): Promise<T> {
	signal.throwIfAborted();
	const connection = new AbortController();
	const over = new AbortController();
	const stop = () => connection.abort(signal.reason);
	signal.addEventListener('abort', stop, { once: true });
	let signs = 0;
	void watch(() => signs, idleMs, over.signal).then((timeout) => timeout && connection.abort(timeout));
	const broken = (error: Error): never => {
		// What a cut connection says about itself is not why it was cut.
		connection.signal.throwIfAborted();
		throw error;
	};
	try {
		return await work(connection.signal, () => (signs += 1)).catch(broken);
	} finally {
		over.abort();
		signal.removeEventListener('abort', stop);
		// What n8n wraps around a body cannot be destroyed while it waits for bytes.
		connection.abort();
	}
}

/** Node times out neither a body that stops arriving nor one that never ends. Nothing once the transfer is over. */
async function watch(
	signs: () => number,
	idleMs: number,
	over: AbortSignal,
): Promise<TransferTimeout | undefined> {
	// By the real clock: bytes travel in real time, whatever a test does to the other waits.
	const end = realClock.now() + transferLimits.totalMs;
	while (!over.aborted) {
		const before = signs();
		await realClock.sleep(Math.min(idleMs, end - realClock.now()), over).catch(() => undefined);
		if (over.aborted) break;
		if (realClock.now() >= end)
			return new TransferTimeout(`it took more than ${transferLimits.totalMs / 60_000} minutes`, false);
		if (signs() === before) return new TransferTimeout('nothing of it arrived for a minute', true);
	}
	return undefined;
}
