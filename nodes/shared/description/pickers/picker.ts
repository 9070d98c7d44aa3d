import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { type Account, accountOf } from '../../api/account';
import { cachedEntries, pickerPage, type QueriedListing } from '../../api/listCache';
import { asListError, problemOf } from '../../api/problem';
import type { Check, Field } from '../../platform/field';

/** An entry as a user sees it; one without an ID cannot be chosen. */
type PickerItem = Omit<INodeListSearchItems, 'value'> & {
	value: string | number | undefined;
	/** What a search finds the entry by, beside its name and its ID. */
	keywords?: Array<string | undefined>;
};

/** An entry as n8n wants it, and everything by which a search finds it. */
interface Found {
	item: INodeListSearchItems;
	words: string;
}

/** One list behind a picker: where it is, what is asked of it and how an entry looks. */
export interface PickerList extends QueriedListing {
	/** The entry as an item of the list; none for entries that cannot be chosen. */
	toItem: (entry: IDataObject) => PickerItem | undefined;
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * The search behind a picker. JoggAI cannot search, so without a search word the lists are shown page by page, with
 * one they are read whole and searched here. A list that cannot be had does not hide the others; what goes wrong with
 * all of them is told in n8n's own words for that, where a user looks.
 */
export function searchIn(lists: (context: ILoadOptionsFunctions) => PickerList[]): Search {
	return async function (filter, paginationToken) {
		try {
			const words = (filter ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean);
			const picking = { context: this, account: await accountOf(this), lists: lists(this) };
			return words.length > 0 ? await found(picking, words) : await shown(picking, paginationToken);
		} catch (error) {
			throw asListError(this.getNode(), problemOf(error as Error));
		}
	};
}

interface Picking {
	context: ILoadOptionsFunctions;
	account: Account;
	lists: PickerList[];
}

async function found({ context, account, lists }: Picking, words: string[]): Promise<INodeListSearchResult> {
	const read = lists.map(async (list) => {
		const { entries, isCut } = await cachedEntries(context, account, list);
		if (isCut)
			context.logger.warn(`JoggAI's list never ends: only its first ${entries.length} entries are searched`);
		return itemsIn(list, entries);
	});
	const settled = await Promise.allSettled(read);
	const fitting = settled
		.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
		.filter((one) => words.every((word) => one.words.includes(word)));
	const results = unique(fitting.map(({ item }) => item));
	const refused = settled.find((one) => one.status === 'rejected');
	if (refused && results.length === 0) throw refused.reason;
	return { results };
}

/** A page of one list after the other; n8n never asks for what comes behind an empty page, so there is none. */
async function shown({ context, account, lists }: Picking, token = '0:1'): Promise<INodeListSearchResult> {
	const [start, page] = token.split(':').map(Number);
	let refusal: Error | undefined;
	for (let list = start; list < lists.length; list++) {
		const current = list === start ? page : 1;
		const next = list + 1 < lists.length ? `${list + 1}:1` : undefined;
		try {
			const { entries, isLast } = await pickerPage(context, account, lists[list], current);
			const results = unique(itemsIn(lists[list], entries).map(({ item }) => item));
			const paginationToken = isLast ? next : `${list}:${current + 1}`;
			if (results.length > 0) return { results, paginationToken };
		} catch (error) {
			refusal = error as Error;
		}
	}
	if (refusal) throw refusal;
	return { results: [] };
}

/** As texts, whatever JoggAI's IDs are: the editor recognises a chosen entry only by the very same value. */
const itemsIn = ({ toItem }: PickerList, entries: IDataObject[]): Found[] =>
	entries
		.flatMap((entry) => toItem(entry) ?? [])
		.map(({ keywords = [], ...one }) => {
			const item = { ...one, value: String(one.value ?? '') };
			return { item, words: [item.name, item.value, ...keywords].filter(Boolean).join(' ').toLowerCase() };
		})
		.filter(({ item }) => item.value !== '');

/** JoggAI may return the same avatar in two of its lists. */
function unique(all: INodeListSearchItems[]): INodeListSearchItems[] {
	return [...new Map(all.map((one) => [one.value, one])).values()];
}

/** "Name (detail, detail)": enough to tell two entries of the same name apart. */
export function withDetails(name: string, ...details: Array<string | undefined>): string {
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
