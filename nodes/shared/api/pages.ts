import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject } from '../vocabulary/values';
import { ProblemError, unwrap } from './problem';
import type { Reply } from './reply';

/** JoggAI's largest page (spec). */
export const PAGE_SIZE = 100;

/** After so many pages a list that never ends is left; JoggAI's longest has a few hundred entries. */
export const MOST_PAGES = 200;

/**
 * How a list tells that it goes on (spec): `short` ends with a page that is not full, `hasMore` carries a flag,
 * `total` counts entries, `whole` comes in one piece. The live service sends some of them whole, whatever is asked.
 */
export type PageStyle = 'short' | 'hasMore' | 'total' | 'whole';

/** One of JoggAI's lists: where it is, under which keys its entries may stand, and how it goes on. */
export interface Listing {
	url: string;
	keys: string[];
	paged: PageStyle;
}

/** Query parameters of a page; none for lists that come whole. */
type PageQuery = { page: number; page_size: number } | Record<string, never>;

type AskForPage = (query: PageQuery) => Promise<Reply>;

export interface Page {
	entries: IDataObject[];
	/** Whether JoggAI says that there is more; nothing where only the next page can tell. */
	goesOn?: boolean;
}

/** Whether data is a list of this kind: its entries stand under one of the keys, or are all there is. */
export const holdsList =
	({ keys }: Pick<Listing, 'keys'>) =>
	(data: unknown): boolean =>
		listIn(data, keys) !== undefined;

function listIn(data: unknown, keys: string[]): unknown[] | undefined {
	if (Array.isArray(data)) return data;
	const reply = asObject(data);
	const found = keys.map((key) => reply[key]).find((value) => Array.isArray(value));
	// JoggAI writes null for an empty list.
	return (
		(found as unknown[] | undefined) ??
		(data === null || keys.some((key) => reply[key] === null) ? [] : undefined)
	);
}

/** Judges one page of at most `size` entries, of which `before` came earlier. Throws a ProblemError for what is no list. */
export function readPage(
	data: unknown,
	{ keys, paged }: Pick<Listing, 'keys' | 'paged'>,
	{ page, size, before }: { page: number; size: number; before: number },
): Page {
	const found = listIn(data, keys);
	if (!found) {
		throw new ProblemError({
			what: 'JoggAI answered without the list that was asked for',
			next: 'Try again later; write to support@jogg.ai if it stays.',
			transient: true,
		});
	}
	const entries = found.filter((entry) => entry !== null && entry !== undefined) as IDataObject[];
	// More than asked for: JoggAI did not page at all.
	if (paged === 'whole' || found.length === 0 || found.length > size) return { entries, goesOn: false };
	return {
		entries,
		goesOn: paged === 'short' ? undefined : stated(asObject(data), page, before + found.length),
	};
}

/** What JoggAI says about the rest, in any of its styles. */
function stated(
	{ has_more, total, pagination }: IDataObject,
	page: number,
	soFar: number,
): boolean | undefined {
	const { total_items, total_pages } = asObject(pagination);
	const count = asNumber(total_items ?? total);
	if (typeof has_more === 'boolean') return has_more;
	if (count !== undefined) return soFar < count;
	const pages = asNumber(total_pages);
	return pages === undefined ? undefined : page < pages;
}

/** The query that asks for one page. */
export const pageQuery = (paged: PageStyle, page: number, size = PAGE_SIZE): PageQuery =>
	paged === 'whole' ? {} : { page, page_size: size };

/** Walks a list until its end or until `limit` entries are there. Throws a ProblemError when a page is refused. */
export async function walkPages(ask: AskForPage, listing: Listing, limit = Infinity): Promise<Entries> {
	const size = Math.min(PAGE_SIZE, limit);
	return await collectPages(async (page, before) => {
		const data = unwrap(await ask(pageQuery(listing.paged, page, size)));
		return readPage(data, listing, { page, size, before });
	}, limit);
}

export interface Entries {
	entries: IDataObject[];
	/** The list has more pages than anybody would read. */
	isCut: boolean;
}

/**
 * Strings pages together until the last one or until `limit` entries are there. A page that begins like an earlier one
 * means that the server ignores page numbers, which ends the walk as well. Where JoggAI does not say whether it goes on,
 * a page shorter than the first one is the last: it may allow smaller pages than were asked for.
 */
export async function collectPages(
	pageAt: (page: number, before: number) => Promise<Page>,
	limit = Infinity,
): Promise<Entries> {
	const all: IDataObject[] = [];
	const firsts = new Set<string>();
	let full = 0;
	for (let page = 1; all.length < limit; page++) {
		if (page > MOST_PAGES) return { entries: all, isCut: true };
		const { entries, goesOn } = await pageAt(page, all.length);
		const start = JSON.stringify(entries[0]);
		if (firsts.has(start)) break;
		firsts.add(start);
		all.push(...entries);
		full = Math.max(full, entries.length);
		if (entries.length === 0 || !(goesOn ?? entries.length >= full)) break;
	}
	return { entries: all.slice(0, limit), isCut: false };
}
