import type { IDataObject } from 'n8n-workflow';
import type { Account } from './account';
import { clock } from './clock';
import { get } from './get';
import { collectPages, type Listing, type Page, PAGE_SIZE, pageQuery, readPage } from './pages';
import { unwrap } from './problem';
import { QUICK_READS } from './retry';
import type { Sender } from './transport';

/** Long enough for a user who types a search, short enough to show an avatar made a minute ago. */
const FRESH_MS = 60_000;

const pages = new Map<string, { until: number; page: Promise<Page> }>();

/** One page of a list for a picker, remembered for a minute per account. Throws a ProblemError when refused. */
export async function cachedPage(
	context: Sender,
	account: Account,
	listing: Listing,
	query: IDataObject,
	page: number,
): Promise<Page> {
	const key = JSON.stringify([account.fingerprint, listing.url, query, page]);
	const now = clock.now();
	for (const [old, { until }] of pages) if (until <= now) pages.delete(old);
	const known = pages.get(key);
	if (known) return await known.page;
	const fresh = fetchPage(context, account, listing, query, page);
	pages.set(key, { until: now + FRESH_MS, page: fresh });
	fresh.catch(() => pages.delete(key));
	return await fresh;
}

/** All entries of a list for a picker's search, through the same memory. */
export async function cachedEntries(
	context: Sender,
	account: Account,
	listing: Listing,
	query: IDataObject,
): Promise<IDataObject[]> {
	return await collectPages(async (page) => await cachedPage(context, account, listing, query, page));
}

async function fetchPage(
	context: Sender,
	account: Account,
	listing: Listing,
	query: IDataObject,
	page: number,
): Promise<Page> {
	const qs = { ...query, ...pageQuery(listing.paged, page) };
	const reply = await get(context, account, { url: listing.url, qs }, undefined, QUICK_READS);
	return readPage(unwrap(reply), listing, page, PAGE_SIZE);
}
