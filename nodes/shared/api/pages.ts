import type { IDataObject } from 'n8n-workflow';
import { ProblemError, unwrap } from './problem';
import type { Reply } from './reply';

/** JoggAI's largest page (spec). */
export const PAGE_SIZE = 100;

/**
 * How a list tells that it goes on (spec): `short` ends with a page that is not full, `hasMore` carries a flag,
 * `total` counts entries, `whole` comes in one piece.
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
	isLast: boolean;
}

interface ListReply extends IDataObject {
	has_more?: boolean;
	total?: number;
	pagination?: { total_items?: number; total_pages?: number };
}

/** Judges one page. Entries stand under one of `keys`, or failing that under the first array in the reply. */
export function readPage(
	data: unknown,
	{ keys, paged }: Omit<Listing, 'url'>,
	page: number,
	size: number,
): Page {
	const reply = (data ?? {}) as ListReply;
	const candidates = [...keys.map((key) => reply[key]), ...Object.values(reply)];
	const found = candidates.find((value) => Array.isArray(value)) as IDataObject[] | undefined;
	if (!found) {
		throw new ProblemError({
			what: 'JoggAI answered without the list that was asked for',
			next: 'Try again later; write to support@jogg.ai if it stays.',
		});
	}
	return {
		entries: found,
		isLast: found.length === 0 || paged === 'whole' || !goesOn(reply, paged, found.length, page, size),
	};
}

function goesOn(
	{ has_more, total, pagination }: ListReply,
	style: PageStyle,
	count: number,
	page: number,
	size: number,
): boolean {
	const entries = pagination?.total_items ?? total;
	if (style === 'hasMore' && has_more !== undefined) return has_more;
	if (style !== 'short' && pagination?.total_pages !== undefined) return page < pagination.total_pages;
	if (style !== 'short' && entries !== undefined) return page * size < entries;
	return count >= size;
}

/** The query that asks for one page. */
export const pageQuery = (paged: PageStyle, page: number, size = PAGE_SIZE): PageQuery =>
	paged === 'whole' ? {} : { page, page_size: size };

/** Walks a list until its end or until `limit` entries are there. Throws a ProblemError when a page is refused. */
export async function walkPages(
	ask: AskForPage,
	{ keys, paged }: Listing,
	limit = Infinity,
): Promise<IDataObject[]> {
	const size = Math.min(PAGE_SIZE, limit);
	return await collectPages(async (page) => {
		const data = unwrap(await ask(pageQuery(paged, page, size)));
		return readPage(data, { keys, paged }, page, size);
	}, limit);
}

/**
 * Strings pages together until the last one or until `limit` entries are there. A first entry seen before means that
 * the server ignores page numbers, which ends the walk as well.
 */
export async function collectPages(
	pageAt: (page: number) => Promise<Page>,
	limit = Infinity,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	const firsts = new Set<string>();
	for (let page = 1; all.length < limit; page++) {
		const { entries, isLast } = await pageAt(page);
		const start = JSON.stringify(entries[0]);
		if (firsts.has(start)) break;
		firsts.add(start);
		all.push(...entries);
		if (isLast) break;
	}
	return all.slice(0, limit);
}
