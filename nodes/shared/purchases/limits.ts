import type { Problem } from '../api/problem';
import { inCredits, shownCredits } from '../vocabulary/jobs/prices';

/** What is about to be spent, in credits, and what the user allows. */
interface Spending {
	spent: number;
	price: number;
	/** What the items behind are going to cost, where the first failure ends the run anyway. */
	behind: number;
	most: number;
}

/** Why nothing of it may be sent, where the user's limit stands against it. */
export function limitReached({ spent, price, behind, most }: Spending): Problem | undefined {
	const sum = spent + price + behind;
	return sum > most + ROUNDING ? tooExpensive(behind > 0, sum, most) : undefined;
}

/** Sums of hundredths are not exact. */
const ROUNDING = 1e-9;

function tooExpensive(isBatch: boolean, sum: number, most: number): Problem {
	const what = isBatch ? 'The items of this run would take it' : 'This item would take the run';
	return {
		what: `${what} to about ${inCredits(sum)}, more than 'Most Credits per Run' allows (${shownCredits(most)})`,
		next: 'It was not sent. Nothing was charged for it. Give the node fewer items, or raise the limit under Options.',
		outcome: 'notSent',
	};
}
