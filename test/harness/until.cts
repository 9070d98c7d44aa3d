/** Turns of the event loop after which nobody expects the condition any more. */
const MANY_TURNS = 200_000;

/** Resolves as soon as the condition holds; judged by turns of the event loop, not by time. */
export async function until(condition: () => boolean): Promise<void> {
	for (let turn = 0; !condition(); turn++) {
		if (turn > MANY_TURNS) throw new Error(`waited in vain for ${condition.toString()}`);
		await new Promise(setImmediate);
	}
}
