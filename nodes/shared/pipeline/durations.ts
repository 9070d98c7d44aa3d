import { SHORTEST_PAUSE } from './spread';

/** When a job ended, as far as questions can tell: not over yet at the age of `after` seconds, over at that of `by`. */
export interface Ended {
	after: number;
	by: number;
}

/** Whatever was learned, no finished job lies unnoticed for longer. */
const LONGEST_PAUSE = 60;
/** A question is due when waiting on would lose so many seconds of a job that is over, on average. */
const BEARABLE_LOSS = 0.7;
/** JoggAI's advice counts as much as so many jobs that have ended. */
const WEIGHT_OF_ADVICE = 3;
/** A service that has become faster or slower is to be noticed. */
const MOST_REMEMBERED = 200;

/** How long the last jobs of one kind took, and when to ask for the next one. */
export class Durations {
	private readonly ended: Ended[] = [];

	add(one: Ended): void {
		if (one.by <= one.after) return;
		this.ended.push(one);
		if (this.ended.length > MOST_REMEMBERED) this.ended.shift();
	}

	/**
	 * Seconds until a job of this age (in seconds) should be asked for: where jobs use to end the questions are close,
	 * elsewhere they are far apart. `advised` is JoggAI's own advice for that age; with nothing learned, and for a job that
	 * is older than any before it, that is the answer.
	 */
	pause(age: number, advised: number): number {
		const open = this.ended.filter(({ by }) => by > age).map((one) => remainderAt(age, one));
		const chances = open.reduce((sum, { chance }) => sum + chance, 0);
		const bearable = BEARABLE_LOSS * (WEIGHT_OF_ADVICE + chances);
		// For ends that are equally likely at any moment the loss grows with the square of the pause.
		const loss = (pause: number): number =>
			open.reduce(
				(sum, one) => sum + lostBy(age + pause, one),
				WEIGHT_OF_ADVICE * BEARABLE_LOSS * (pause / advised) ** 2,
			);
		let pause = SHORTEST_PAUSE;
		while (pause < LONGEST_PAUSE && loss(pause) < bearable) pause += 1;
		return pause;
	}
}

/** What is left of an end for a job that has come to this age: equally likely from `from` to `to`, with `chance` in all. */
interface Remainder {
	from: number;
	to: number;
	chance: number;
}

function remainderAt(age: number, { after, by }: Ended): Remainder {
	const from = Math.max(age, after);
	return { from, to: by, chance: (by - from) / (by - after) };
}

/** Seconds from the end to a question at the age of `asked`, times the chance that it ends before. */
function lostBy(asked: number, { from, to, chance }: Remainder): number {
	if (asked <= from) return 0;
	if (asked >= to) return chance * (asked - (from + to) / 2);
	return (chance * (asked - from) ** 2) / (2 * (to - from));
}
