import { setNewest } from '../platform/newest';
import { type Problem, ProblemError } from '../api/problem';
import { inCredits, shownCredits } from '../vocabulary/jobs/prices';
import { asNumber } from '../vocabulary/values';
import { storedContext, whereabouts } from '../platform/engine';
import type { ItemContext } from './item';
import { mostCreditsOf } from '../purchases/spendingFields';

/** Of so many executions the process knows what they have spent. */
const MOST_EXECUTIONS = 1000;

const spentBy = new Map<string, number>();

/**
 * Credits that one node has spent in one execution of the workflow, estimated by JoggAI's price list: through all rounds
 * of a loop, all calls of an AI Agent and, as it is stored with the execution, all sleeps.
 */
export class Budget {
	private readonly stored;
	private readonly key: string;

	constructor({ context }: Pick<ItemContext, 'context'>) {
		this.stored = storedContext(context);
		this.key = [context.getExecutionId(), context.getWorkflow().id, context.getNode().id].join(' ');
	}

	get spent(): number {
		return Math.max(spentBy.get(this.key) ?? 0, asNumber(this.stored.spentCredits) ?? 0);
	}

	/** Counts credits; negative ones were not spent after all. */
	count(credits: number): void {
		const spent = this.spent + credits;
		this.stored.spentCredits = spent;
		setNewest(spentBy, this.key, spent, MOST_EXECUTIONS);
	}
}

/**
 * Counts what the item is about to cost, and returns how to take it back. Throws a ProblemError when the user's limit
 * stands against it: for all items still to come where the batch stops at the first failure anyway, else for this one.
 */
export function reserve(item: ItemContext, price: number): () => void {
	const { batch, parameter } = item;
	const mostCredits = mostCreditsOf(parameter);
	const budget = new Budget(item);
	const ahead = batch.stopsOnFailure ? Math.max(batch.expectedCredits, price) : price;
	const sum = budget.spent + ahead;
	if (sum > mostCredits) throw new ProblemError(tooExpensive(ahead > price, sum, mostCredits));
	if (ahead > price && batch.isFirstTime('price'))
		item.context.logger.info(
			`${whereabouts(item.context)}: the items of this run will cost about ${inCredits(ahead)}`,
		);
	budget.count(price);
	batch.expectedCredits -= price;
	return () => budget.count(-price);
}

function tooExpensive(isBatch: boolean, sum: number, most: number): Problem {
	const what = isBatch ? 'The items of this run would take it' : 'This item would take the run';
	return {
		what: `${what} to about ${inCredits(sum)}, more than 'Most Credits per Run' allows (${shownCredits(most)})`,
		next: 'It was not sent. Nothing was charged for it. Give the node fewer items, or raise the limit under Options.',
	};
}
