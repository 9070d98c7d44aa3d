import type { IDataObject } from 'n8n-workflow';
import { explain, type Problem, problemOf } from '../api/problem';
import { whereabouts } from '../platform/engine';
import { limitReached } from '../purchases/limits';
import { detailsOf } from '../purchases/outcome';
import { mostCreditsOf } from '../purchases/spendingFields';
import { inCredits } from '../vocabulary/jobs/prices';
import type { ItemContext } from './item';

type Checked = Pick<ItemContext, 'batch' | 'purchases' | 'context' | 'parameter' | 'itemIndex'>;

/**
 * What would become of an item, without sending anything: its price, or what is wrong with it, which ends no other item.
 * Items are added up in their order; the last one, and n8n's log, tell the sum. Throws what ends the batch.
 */
export async function checked(
	item: Checked,
	validate: () => Promise<{ item: ItemContext }>,
): Promise<IDataObject> {
	const { batch, purchases, context, parameter, itemIndex } = item;
	const valid = await validate().then(
		({ item: { foretold } }) => ({ foretold }),
		(error: Error) => ({ problem: problemOf(error) }),
	);
	// Where others are to be bought, they wait for this one as well.
	await batch.validated(itemIndex, async () => undefined);
	const shown = (): IDataObject => {
		if ('problem' in valid) return notSent(valid.problem);
		const { credits, isMade } = valid.foretold;
		const { spent } = purchases;
		const problem = limitReached({ spent, price: credits, behind: 0, most: mostCreditsOf(parameter) });
		if (problem) return notSent(problem);
		purchases.reserve(credits);
		return { wouldSend: !isMade, estimatedCredits: credits, ...(isMade && { reused: true }) };
	};
	const json = shown();
	if (!batch.isLast(itemIndex)) return json;
	context.logger.info(`${whereabouts(context)}: the items would cost about ${inCredits(purchases.spent)}`);
	return { ...json, estimatedCreditsInAll: purchases.spent };
}

const notSent = (problem: Problem): IDataObject => ({
	wouldSend: false,
	problem: problem.what,
	message: explain(problem),
	details: detailsOf(problem, []),
});
