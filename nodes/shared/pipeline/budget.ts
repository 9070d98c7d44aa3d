import { setNewest } from '../api/newest';
import { type Problem, ProblemError, unwrap } from '../api/problem';
import { requireData } from '../api/reply';
import { inCredits, shownCredits } from '../vocabulary/prices';
import { asNumber, asObject } from '../vocabulary/values';
import { storedContext, whereabouts } from './engine';
import { getFor, type ItemContext } from './itemContext';
import { limitsOf } from './spending';

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

/** JoggAI's own count of what is left, and what this execution had spent when it was asked. */
interface Balance {
	credits: number;
	spentBefore: number;
}

/**
 * Counts what the item is about to cost, and returns how to take it back. Throws a ProblemError when a limit of the user
 * stands against it: for all items still to come where the batch stops at the first failure anyway, else for this one.
 */
export async function reserve(item: ItemContext, price: number): Promise<() => void> {
	const { batch, parameter } = item;
	const { mostCredits, lowestBalance } = limitsOf(parameter);
	const budget = new Budget(item);
	const balance = lowestBalance > -Infinity ? await balanceOf(item, budget) : undefined;
	const isTold = balance !== undefined && balance.credits > 0;
	// Nothing may be awaited from here on: the other items look at the same sums.
	const ahead = batch.stopsOnFailure ? Math.max(batch.expectedCredits, price) : price;
	const sum = budget.spent + ahead;
	if (sum > mostCredits) throw new ProblemError(tooExpensive(ahead > price, sum, mostCredits));
	const left = isTold ? balance.credits - (sum - balance.spentBefore) : Infinity;
	if (left < lowestBalance) throw new ProblemError(balanceTooLow(left, lowestBalance));
	if (ahead > price && batch.isFirstTime('price'))
		item.context.logger.info(
			`${whereabouts(item.context)}: the items of this run will cost about ${inCredits(ahead)}`,
		);
	budget.count(price);
	batch.expectedCredits -= price;
	return () => budget.count(-price);
}

/**
 * Asked once for all items of a batch. JoggAI was met saying 0 while it went on making videos (live service): that
 * counts as not told, as it refuses by itself where nothing is left.
 */
async function balanceOf(item: ItemContext, budget: Budget): Promise<Balance> {
	const { answers } = item.batch;
	const spentBefore = budget.spent;
	const asked = answers.get('balance') ?? askBalance(item, spentBefore);
	answers.set('balance', asked);
	return (await asked) as Balance;
}

async function askBalance(item: ItemContext, spentBefore: number): Promise<Balance> {
	const reply = await getFor(item, { url: '/v2/user/remaining_quota', qs: {} });
	const credits = asNumber(asObject(requireData(unwrap(reply))).remaining_quota) ?? 0;
	return { credits, spentBefore };
}

function tooExpensive(isBatch: boolean, sum: number, most: number): Problem {
	const what = isBatch ? 'The items of this run would take it' : 'This item would take the run';
	return {
		what: `${what} to about ${inCredits(sum)}, more than 'Most Credits per Run' allows (${shownCredits(most)})`,
		next: 'It was not sent. Nothing was charged for it. Give the node fewer items, or raise the limit under Options.',
	};
}

function balanceTooLow(left: number, lowest: number): Problem {
	return {
		what: `About ${inCredits(Math.max(left, 0))} would be left, fewer than 'Stop If the Balance Is Below' asks for (${shownCredits(lowest)})`,
		next: 'It was not sent. Nothing was charged for it. Buy credits, or lower the limit under Options.',
	};
}
