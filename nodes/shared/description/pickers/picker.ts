import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { accountOf } from '../../api/account';
import { cachedEntries, cachedPage } from '../../api/listCache';
import type { Listing } from '../../api/pages';
import type { Check, Field } from '../../pipeline/field';

/** One list behind a picker: where it is, what is asked of it and how an entry looks. */
export interface PickerList extends Listing {
	query?: IDataObject;
	/** The entry as a line of the list; none for entries that cannot be chosen. */
	line: (entry: IDataObject) => INodeListSearchItems | undefined;
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * The search behind a picker. JoggAI cannot search, so without a search word the lists are shown page by page, with
 * one they are read whole and searched here. What goes wrong stands as a line in the list, where a user looks.
 */
export function searchIn(lists: (context: ILoadOptionsFunctions) => PickerList[]): Search {
	return async function (filter, paginationToken) {
		try {
			const account = await accountOf(this);
			const chosen = lists(this);
			const words = (filter ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean);
			if (words.length > 0) {
				const found = await Promise.all(
					chosen.map(async (list) => lines(list, await cachedEntries(this, account, list, list.query ?? {}))),
				);
				return {
					results: unique(found.flat()).filter(({ name }) =>
						words.every((word) => name.toLowerCase().includes(word)),
					),
				};
			}
			const [list, page] = (paginationToken ?? '0:1').split(':').map(Number);
			const { entries, isLast } = await cachedPage(
				this,
				account,
				chosen[list],
				chosen[list].query ?? {},
				page,
			);
			return {
				results: unique(lines(chosen[list], entries)),
				paginationToken: nextToken(chosen.length, list, page, isLast),
			};
		} catch (error) {
			return { results: [{ name: (error as Error).message, value: '' }] };
		}
	};
}

/** The lists follow each other: after the last page of one comes the first of the next. */
function nextToken(count: number, list: number, page: number, isLast: boolean): string | undefined {
	if (!isLast) return `${list}:${page + 1}`;
	return list + 1 < count ? `${list + 1}:1` : undefined;
}

/** As texts, whatever JoggAI's IDs are: the editor recognises a chosen entry only by the very same value. */
const lines = ({ line }: PickerList, entries: IDataObject[]): INodeListSearchItems[] =>
	entries
		.map(line)
		.filter((one): one is INodeListSearchItems => one !== undefined)
		.map((one) => ({ ...one, value: String(one.value) }));

/** JoggAI may return the same avatar in two of its lists. */
function unique(all: INodeListSearchItems[]): INodeListSearchItems[] {
	return [...new Map(all.map((one) => [one.value, one])).values()];
}

/** "Name (detail, detail)": enough to tell two entries of the same name apart. */
export function named(name: string, ...details: Array<string | undefined>): string {
	const known = details.filter(Boolean).join(', ');
	return known ? `${name} (${known})` : name;
}

interface PickerWords {
	displayName: string;
	name: string;
	searchListMethod: string;
	placeholder: string;
	description?: string;
	/** Name of the mode in which a value is given instead of chosen, where it is no ID. */
	byId?: string;
	check?: Check;
	routing?: INodeProperties['routing'];
}

/** A field to pick an entry from a list or to give its ID. */
export function pickerField({ searchListMethod, placeholder, byId = 'By ID', ...words }: PickerWords): Field {
	return {
		...words,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: byId, name: 'id', type: 'string', placeholder },
		],
	};
}
