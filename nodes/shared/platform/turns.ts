const lastInTurn = new Map<string, Promise<unknown>>();

/** Runs `work` when everything that was to be done under the same key is over, whatever became of it. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const turn = (lastInTurn.get(key) ?? Promise.resolve()).then(work, work);
	lastInTurn.set(key, turn);
	try {
		return await turn;
	} finally {
		if (lastInTurn.get(key) === turn) lastInTurn.delete(key);
	}
}
