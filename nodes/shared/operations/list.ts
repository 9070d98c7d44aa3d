import type { Listing } from '../api/pages';
import type { Field } from '../platform/field';
import { entriesFor } from '../pipeline/item';
import type { ReadParameter } from '../platform/parameters';
import type { Execute } from '../pipeline/operation';
import { type Output, shaped, simplify } from '../form/simplify';

const returnAll: Field = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: Field = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How many entries; all that lists ask for whose raw entries are bare words, which cannot be items. */
export const plainListFields: Field[] = [returnAll, limit];

/** The fields of every other list operation: how many entries, and in which shape. */
export const listFields: Field[] = [...plainListFields, simplify];

/** A list, and how its entries look to a user. */
interface OutputList extends Listing, Output {}

/** Walks the pages of a list; each entry becomes an item. */
export const lists =
	(describe: (parameter: ReadParameter) => OutputList): Execute =>
	async (item) => {
		const { context, parameter, request } = item;
		const list = describe(parameter);
		const most = parameter(returnAll.name, false) === true ? Infinity : Number(parameter(limit.name));
		const { entries, isCut } = await entriesFor(item, list, { qs: request.qs, most });
		if (isCut) {
			const { logger } = context;
			logger.warn(
				`${context.getNode().name}: JoggAI's list never ends, so only its first ${entries.length} entries are returned`,
			);
		}
		return entries.map((entry) => ({ json: shaped(list, entry, parameter) }));
	};
