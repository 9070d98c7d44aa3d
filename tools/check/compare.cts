import { PAGE_SIZE } from '../../nodes/shared/api/pages';
import { asObject } from '../../nodes/shared/vocabulary/values';
import type { Reading } from './reading.cts';
import { listedTypes, safeName } from './words.cts';
import type { Exchange } from './wire.cts';

type Entry = Record<string, unknown>;

interface Compared {
	/** What the nodes do not know of: fields that they do not read, lists that do not keep to their pages. */
	news: string[];
	/** Which of the names that the nodes know JoggAI used, and what it left out. */
	remarks: string[];
}

/** Holds what came against what the operation reads; `ids` are names that only repeat what was asked for. */
export function comparedEntries(
	exchanges: Exchange[],
	reading: Reading,
	{ isList, ids }: { isList: boolean; ids: readonly string[] },
): Compared {
	const pages = exchanges.filter(({ reply }) => reply.statusCode < 400).map(dataOf);
	const lists = isList ? pages.map((data) => listIn(data, reading.listKeys)) : [];
	const entries = (isList ? lists.flatMap((list) => list.entries) : pages).filter(isObject);
	const extra = [...new Set(entries.flatMap(Object.keys))].filter(
		(name) => !reading.names.has(name) && !ids.includes(name),
	);
	return {
		news: [
			...(isUnpaged(exchanges, lists) ? [`came whole although a page of ${PAGE_SIZE} was asked for`] : []),
			...(extra.length > 0 ? [`not read: ${listedTypes(entries, extra)}`] : []),
		],
		remarks: [listName(lists, reading), ...nameNotes(entries, reading)].filter((note) => note !== ''),
	};
}

/** Under which of several names the list stood. */
function listName(lists: FoundList[], { listKeys }: Reading): string {
	const [list] = lists;
	if (!list || (list.key !== undefined && listKeys.length === 1)) return '';
	return list.key === undefined ? 'list directly below data' : `list=${safeName(list.key)}`;
}

/** Which of its possible names each output field had, and which fields had none. */
function nameNotes(entries: Entry[], { sources }: Reading): string[] {
	if (entries.length === 0) return [];
	const fields = [...sources].map(([field, names]) => ({
		field,
		several: names.length > 1,
		told: names.find((name) => isTold(entries, name)),
	}));
	const named = fields.filter(({ told, several }) => told && several);
	const untold = fields.filter(({ told }) => !told);
	return [
		named.map(({ field, told }) => `${field}=${told}`).join(', '),
		untold.length > 0 ? `not told: ${untold.map(({ field }) => field).join(', ')}` : '',
	];
}

const isUnpaged = (exchanges: Exchange[], lists: FoundList[]): boolean =>
	lists.length > 0 && exchanges[0].query.page_size !== undefined && lists[0].entries.length > PAGE_SIZE;

const isObject = (value: unknown): value is Entry =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands below `data`, or the whole reply where JoggAI left its envelope out. */
function dataOf({ reply: { body } }: Exchange): unknown {
	return isObject(body) && 'data' in body ? body.data : body;
}

interface FoundList {
	key?: string;
	entries: unknown[];
}

function listIn(data: unknown, keys: string[]): FoundList {
	if (Array.isArray(data)) return { entries: data };
	const object = asObject(data);
	const key = keys.find((one) => Array.isArray(object[one]) || object[one] === null);
	return { key, entries: key === undefined ? [] : ((object[key] as unknown[] | null) ?? []) };
}

const isTold = (entries: Entry[], name: string): boolean =>
	entries.some((entry) => valuesAt(entry, name.split('.')).some((value) => !EMPTY.includes(value)));

const EMPTY: unknown[] = [undefined, null, ''];

const valuesAt = (entry: unknown, [name, ...rest]: string[]): unknown[] =>
	name === undefined
		? [entry]
		: [asObject(entry)[name]].flat().flatMap((below: unknown) => valuesAt(below, rest));
