import type { IDataObject } from 'n8n-workflow';
import { explain, type Problem, problemOf } from '../api/problem';
import { whereabouts } from '../platform/engine';
import { limitReached } from '../purchases/limits';
import { detailsOf } from '../purchases/outcome';
import { mostCreditsOf } from '../purchases/spendingFields';
import { filledFields } from '../form/filledFields';
import { warningsOf } from '../form/knownEntries';
import { inCredits } from '../vocabulary/jobs/prices';
import { entriesFor, type ItemContext } from './item';
import type { Operation } from './operation';

type Checked = Pick<ItemContext, 'batch' | 'purchases' | 'context' | 'parameter' | 'itemIndex'>;

/** Entries of a list that one look-up reads; JoggAI's own lists are shorter. */
const MOST_ENTRIES = 3000;

/**
 * What would become of an item, without sending anything: its price, what to think of, or what is wrong with it, which
 * ends no other item. Items are added up in their order; the last one, and n8n's log, tell the sum. Throws what ends the
 * batch.
 */
export async function checked(
	item: Checked,
	validate: () => Promise<{ operation: Operation; item: ItemContext }>,
): Promise<IDataObject> {
	const { batch, purchases, context, parameter, itemIndex } = item;
	const valid = await validate()
		.then(async ({ operation, item: one }) => ({
			foretold: one.foretold,
			warnings: one.foretold.isMade ? [] : await warnings(one, operation),
		}))
		.catch((error: Error) => ({ problem: problemOf(error) }));
	// Where others are to be bought, they wait for this one as well.
	await batch.validated(itemIndex, async () => undefined);
	const shown = (): IDataObject => {
		if ('problem' in valid) return notSent(valid.problem);
		const { credits, isMade } = valid.foretold;
		const { spent } = purchases;
		const problem = limitReached({ spent, price: credits, behind: 0, most: mostCreditsOf(parameter) });
		if (problem) return notSent(problem);
		purchases.reserve(credits);
		return {
			wouldSend: !isMade,
			estimatedCredits: credits,
			...(isMade && { reused: true }),
			...(valid.warnings.length > 0 && { warning: valid.warnings.join(' ') }),
		};
	};
	const json = shown();
	if (!batch.isLast(itemIndex)) return json;
	context.logger.info(`${whereabouts(context)}: the items would cost about ${inCredits(purchases.spent)}`);
	return { ...json, estimatedCreditsInAll: purchases.spent };
}

/** What JoggAI's lists say of the avatar, the voice and whatever else was picked; each list is read once for all items. */
const warnings = async (item: ItemContext, { fields }: Operation): Promise<string[]> =>
	await warningsOf(filledFields(item.context.getNode(), fields, item.parameter), {
		chosen: (name) => item.parameter(name, null) ?? undefined,
		read: async (list) =>
			await item.batch.once(`list ${list.url}`, async () => {
				const { entries, isCut } = await entriesFor(item, list, { most: MOST_ENTRIES });
				return { entries, isCut: isCut || entries.length >= MOST_ENTRIES };
			}),
	});

const notSent = (problem: Problem): IDataObject => ({
	wouldSend: false,
	problem: problem.what,
	message: explain(problem),
	details: detailsOf(problem, []),
});
