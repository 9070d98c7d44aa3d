import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';
import { type Account, accountOf } from '../../api/account';
import { cachedEntries, pickerPage } from '../../api/listCache';
import { MOST_PAGES } from '../../api/pages';
import { asListError, problemOf } from '../../api/problem';
import type { ListsOf, PickerField, PickerItem, PickerList } from '../../form/knownEntries';
import type { Check } from '../../platform/field';
import { labelled } from './labels';

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
export function searchIn(listsOf: ListsOf): Search {
	return async function (filter, paginationToken) {
		try {
			const words = (filter ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean);
			const lists = listsOf((name) => this.getCurrentNodeParameter(name));
			const picking = { context: this, account: await accountOf(this), lists };
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
	const all = labelled(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])));
	const fitting = all.filter((one) => words.every((word) => one.words.includes(word)));
	const refused = settled.find((one) => one.status === 'rejected');
	if (refused && fitting.length === 0) throw refused.reason;
	return { results: fitting.map(({ item }) => item) };
}

/** A page of one list after the other; n8n never asks for what comes behind an empty page, so there is none. */
async function shown({ context, account, lists }: Picking, token = '0:1'): Promise<INodeListSearchResult> {
	const [start, from] = token.split(':').map(Number);
	let refusal: Error | undefined;
	for (let list = start; list < lists.length; list++) {
		try {
			const { items, page, isLast } = await filledPage(
				{ context, account },
				lists[list],
				list === start ? from : 1,
			);
			const next = list + 1 < lists.length ? `${list + 1}:1` : undefined;
			if (items.length > 0) return { results: items, paginationToken: isLast ? next : `${list}:${page + 1}` };
		} catch (error) {
			refusal = error as Error;
		}
	}
	if (refusal) throw refusal;
	return { results: [] };
}

/** The next page of a list, from one on, that has something to choose. */
async function filledPage(
	{ context, account }: Pick<Picking, 'context' | 'account'>,
	list: PickerList,
	from: number,
): Promise<{ items: INodeListSearchItems[]; page: number; isLast: boolean }> {
	// Names are told apart from those on earlier pages, too, which are still at hand.
	const before: PickerItem[] = [];
	for (let page = 1; ; page++) {
		const { entries, isLast } = await pickerPage(context, account, list, page);
		const items = itemsIn(list, entries);
		const fresh = page < from ? [] : freshOn(before, items);
		if (isLast || page >= MOST_PAGES || fresh.length > 0) return { items: fresh, page, isLast };
		before.push(...items);
	}
}

/** What a page has that earlier ones have not. */
function freshOn(before: PickerItem[], items: PickerItem[]): INodeListSearchItems[] {
	const known = new Set(before.map(({ value }) => String(value)));
	return labelled([...before, ...items])
		.map(({ item }) => item)
		.filter(({ value }) => !known.has(String(value)));
}

const itemsIn = ({ toItem }: PickerList, entries: IDataObject[]): PickerItem[] =>
	entries.flatMap((entry) => toItem(entry) ?? []);

interface PickerWords {
	displayName: string;
	name: string;
	searchListMethod: string;
	placeholder: string;
	description?: string;
	lists: ListsOf;
	/** Name of the mode in which a value is given instead of chosen, where it is no ID. */
	byId?: string;
	check?: Check;
	routing?: INodeProperties['routing'];
}

/** A field to pick an entry from a list or to give its ID. */
export function pickerField({
	searchListMethod,
	placeholder,
	byId = 'By ID',
	...words
}: PickerWords): PickerField {
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
