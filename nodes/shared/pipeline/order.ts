import { inCredits } from '../vocabulary/jobs/prices';
import { ProblemError } from '../api/problem';
import type { IsExpected, Reply } from '../api/reply';
import { clock } from '../platform/clock';
import { whereabouts } from '../platform/engine';
import { limitReached } from '../purchases/limits';
import type { Kind, Part, Purchase } from '../purchases/purchase';
import { mostCreditsOf } from '../purchases/spendingFields';
import { placeFiles } from './inputFiles';
import type { ItemContext } from './item';
import { sendInTurn } from './send';
import { isKept, type RequestTarget } from './wish';

/** A request that makes or changes something. */
export interface Order extends Pick<Purchase, 'key' | 'owner'> {
	kind: Kind;
	target: RequestTarget;
	/** Credits that it costs, about. */
	credits?: number;
	/** It costs credits and makes something to look for (guide). */
	startsJob?: boolean;
	/** How to know a good answer in which JoggAI leaves its code out. */
	isExpected?: IsExpected;
	/** What JoggAI's data says of what it makes, the moment it is there; nothing where that is to be told later. */
	read: (data: unknown) => { parts: Part[] } & Pick<Purchase, 'answer'>;
}

/**
 * Sends a request that makes or changes something, on record before it leaves: exactly once, repeated only when JoggAI
 * refused it for too many requests. Returns what it came to. Throws BatchEnded when the batch ends before, a ProblemError
 * when the user's limit or a refusal that another item has met stands against it, and NotYet when the execution can
 * sleep until its turn.
 */
export async function order(item: ItemContext, wanted: Order): Promise<{ reply: Reply; one?: Purchase }> {
	const { purchases, batch, itemIndex } = item;
	const { key, kind, owner, target, credits = 0, startsJob, isExpected, read } = wanted;
	let one: Purchase | undefined;
	if (item.files.length > 0) {
		// Nothing is stored for what is not bought anyway.
		const giveBack = await withinLimit(item, credits, async () => purchases.reserve(credits));
		await placeFiles(item).finally(giveBack);
	}
	const ask = async (leave: () => Promise<Reply>) =>
		await withinLimit(item, credits, async () => {
			batch.expectedCredits -= item.foretold.credits;
			one = purchases.ask(itemIndex, { key, kind, credits, owner, isKept: isKept(item) });
			return await leave();
		});
	const onReply = ({ data, problem }: Reply) => {
		if (!one) return;
		// What is free is rather made twice than missed.
		if (problem?.outcomeUnknown && kind !== 'product') {
			one.doubt = problem;
			return;
		}
		if (problem) {
			batch.expectedCredits += item.foretold.credits;
			purchases.drop(one);
			return;
		}
		const { parts, ...answer } = read(data);
		if (parts.length > 0) purchases.accepted(one, parts, answer);
	};
	const reply = await sendInTurn(item, target, { startsJob, isExpected, ask, onReply });
	return { reply, one };
}

/**
 * Asks as soon as the user's limit allows it: what is refused gives its credits back to those behind, so an item that
 * would go beyond waits for the replies under way. Throws a ProblemError: for all items still to come where the batch
 * stops at the first failure anyway.
 */
async function withinLimit<T>(item: ItemContext, price: number, ask: () => Promise<T>): Promise<T> {
	const { purchases, batch, parameter, context, foretold, signal } = item;
	const most = mostCreditsOf(parameter);
	// Nothing is awaited between the look at the sum and the asking: other items look at the same one, and nobody may end the
	// batch in between.
	for (let looks = 0; ; looks++) {
		const { spent } = purchases;
		const behind = batch.stopsOnFailure ? Math.max(batch.expectedCredits - foretold.credits, 0) : 0;
		const problem = limitReached({ spent, price, behind, most });
		if (!problem) {
			if (behind > 0 && batch.isFirstTime('price'))
				context.logger.info(
					`${whereabouts(context)}: the items of this run will cost about ${inCredits(spent + price + behind)}`,
				);
			return await ask();
		}
		if (looks > 0 && !batch.isCreating) throw new ProblemError(problem);
		// Those that were asked in the same turn of the event loop are about to leave.
		await clock.sleep(1, signal);
		await batch.quiet();
		signal.throwIfAborted();
		batch.throwIfRefused();
	}
}
