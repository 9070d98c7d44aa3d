import type { IDataObject } from 'n8n-workflow';
import type { Account } from './account';
import { clock } from '../platform/clock';
import {
	collectPages,
	type Entries,
	holdsList,
	type Listing,
	type Page,
	PAGE_SIZE,
	pageQuery,
	readPage,
} from './pages';
import { unwrap } from './problem';
import { INTERACTIVE_READS } from './retry';
import { get, type Sender } from './transport';

/** Long enough for a user who types a search, short enough to show an avatar made a minute ago. */
const FRESH_MS = 60_000;

/** A list, and what is asked of it. */
export interface QueriedListing extends Listing {
	query?: IDataObject;
}

const pages = new Map<string, { until: number; page: Promise<Page> }>();

/** All entries of a list for a picker's search, remembered for a minute per account. Throws a ProblemError when refused. */
export async function cachedEntries(
	context: Sender,
	account: Account,
	listing: QueriedListing,
): Promise<Entries> {
	return await collectPages(
		async (page, before) => await cachedPage(context, account, listing, { page, before }),
	);
}

/**
 * One page of a list for a picker, through the same memory. What JoggAI sent in one piece is cut up here, and a page
 * that begins like the first one is none: JoggAI did not page.
 */
export async function pickerPage(
	context: Sender,
	account: Account,
	listing: QueriedListing,
	page: number,
): Promise<{ entries: IDataObject[]; isLast: boolean }> {
	const first = await cachedPage(context, account, listing, { page: 1, before: 0 });
	if (first.goesOn === false) {
		const entries = first.entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
		return { entries, isLast: page * PAGE_SIZE >= first.entries.length };
	}
	const before = (page - 1) * first.entries.length;
	const { entries, goesOn } = await cachedPage(context, account, listing, { page, before });
	const repeats = page > 1 && JSON.stringify(entries[0]) === JSON.stringify(first.entries[0]);
	if (repeats || entries.length === 0) return { entries: [], isLast: true };
	return { entries, isLast: !(goesOn ?? entries.length >= first.entries.length) };
}

/** A page, and how many entries came before it. */
interface Position {
	page: number;
	before: number;
}

async function cachedPage(
	context: Sender,
	account: Account,
	listing: QueriedListing,
	at: Position,
): Promise<Page> {
	const key = JSON.stringify([account.fingerprint, listing.url, listing.query, at.page]);
	const now = clock.now();
	for (const [old, { until }] of pages) if (until <= now) pages.delete(old);
	const known = pages.get(key);
	if (known) return await known.page;
	const fresh = fetchPage(context, account, listing, at);
	pages.set(key, { until: now + FRESH_MS, page: fresh });
	fresh.catch(() => pages.delete(key));
	return await fresh;
}

async function fetchPage(
	context: Sender,
	account: Account,
	listing: QueriedListing,
	at: Position,
): Promise<Page> {
	const request = {
		url: listing.url,
		qs: { ...listing.query, ...pageQuery(listing.paged, at.page) },
		isExpected: holdsList(listing),
	};
	const reply = await get(context, account, request, undefined, INTERACTIVE_READS);
	return readPage(unwrap(reply), listing, { ...at, size: PAGE_SIZE });
}
