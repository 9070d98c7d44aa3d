/** JoggAI asks not to be asked more often (guide). */
export const SHORTEST_PAUSE = 5;
/** By which part of a pause a question may come earlier or later. */
const LEEWAY = 1 / 3;
/** So many questions in one second are not worth moving one. */
const FEW = 4;

/** Keeps the questions for many jobs from coming in the same second. */
export class Spread {
	/** How many questions are planned for a second; of the future only, so at most a minute or two. */
	private readonly planned = new Map<number, number>();

	/** The pause in seconds that is closest to the wanted one and ends when few others ask, else when the fewest do. */
	place(now: number, wanted: number): number {
		for (const second of this.planned.keys()) if (second < Math.floor(now)) this.planned.delete(second);
		const load = (pause: number): number => this.planned.get(Math.floor(now + pause)) ?? 0;
		const near = around(wanted);
		const best =
			near.find((pause) => load(pause) < FEW) ?? near.reduce((a, b) => (load(b) < load(a) ? b : a));
		this.planned.set(Math.floor(now + best), load(best) + 1);
		return best;
	}
}

/** The wanted pause first, then those a second off, then two … */
function around(wanted: number): number[] {
	const steps = Array.from({ length: Math.floor(wanted * LEEWAY) }, (_, index) => index + 1);
	const near = steps.flatMap((step) => [wanted - step, wanted + step]);
	return [wanted, ...near.filter((pause) => pause >= SHORTEST_PAUSE)];
}
