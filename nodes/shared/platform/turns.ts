const lastInTurn = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when everything that was to be done under the same key is over, whatever became of it. Throws the signal's
 * reason when it is aborted before that; the others keep their order.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
	const waiting = new AbortController();
	const begin = async (): Promise<T> => {
		waiting.abort();
		signal?.throwIfAborted();
		return await work();
	};
	const turn = (lastInTurn.get(key) ?? Promise.resolve()).then(begin, begin);
	lastInTurn.set(key, turn);
	const forget = () => void (lastInTurn.get(key) === turn && lastInTurn.delete(key));
	turn.then(forget, forget);
	return await new Promise<T>((resolve, reject) => {
		turn.then(resolve, reject);
		const leave = () => reject(signal?.reason as Error);
		if (signal?.aborted) leave();
		signal?.addEventListener('abort', leave, { signal: waiting.signal });
	});
}
