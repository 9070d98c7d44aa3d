import type { IDataObject } from 'n8n-workflow';
import type { Account } from '../../nodes/shared/api/account';
import { cachedEntries, pickerPage, type QueriedListing } from '../../nodes/shared/api/listCache';
import type { Sender } from '../../nodes/shared/api/transport';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let account: Account;
let count = 0;
beforeEach(() => {
	time = new VirtualClock().install();
	account = accountNamed(`account ${++count}`);
});
afterEach(() => time.uninstall());

const accountNamed = (fingerprint: string): Account => ({
	baseUrl: 'https://api.example',
	requestsPerMinute: 20,
	isLocal: false,
	fingerprint,
	redact: (value) => value,
});

const entries = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => ({ id: from + index }));

const LISTING: QueriedListing = { url: '/v2/list', keys: ['rows'], paged: 'short' };

/** A JoggAI that answers each request for a page with these data, and what it was asked. */
function joggAi(answer: (page: number) => object) {
	const asked: Array<{ url?: string; qs?: IDataObject }> = [];
	const httpRequestWithAuthentication = async (_name: string, { url, qs }: (typeof asked)[number]) => {
		asked.push({ url, qs });
		const body = answer(Number(qs?.page ?? 1));
		return { statusCode: 200, headers: {}, body: 'code' in body ? body : { code: 0, data: body } };
	};
	return { asked, context: { helpers: { httpRequestWithAuthentication } } as unknown as Sender };
}

/** A list that comes in pages of a hundred. */
const paged = (all: object[], more: (page: number) => object = () => ({})) =>
	joggAi((page) => ({ rows: all.slice((page - 1) * 100, page * 100), ...more(page) }));

describe('the entries of a list for a search', () => {
	it('are asked for page by page, and not again for a minute', async () => {
		const all = entries(0, 250);
		const { context, asked } = paged(all);

		expect(await cachedEntries(context, account, LISTING)).toEqual({ entries: all, isCut: false });
		expect(asked).toEqual([1, 2, 3].map((page) => ({ url: '/v2/list', qs: { page, page_size: 100 } })));

		await time.sleep(59_999);
		await cachedEntries(context, account, LISTING);
		expect(asked).toHaveLength(3);
		await time.sleep(1);
		await cachedEntries(context, account, LISTING);
		expect(asked).toHaveLength(6);
	});

	it('are remembered for each account, list and query by itself', async () => {
		const { context, asked } = paged(entries(0, 3));
		const others: Array<[Account, QueriedListing]> = [
			[account, LISTING],
			[accountNamed(`other ${count}`), LISTING],
			[account, { ...LISTING, url: '/v2/other' }],
			[account, { ...LISTING, query: { gender: 'female' } }],
		];
		for (const [of, listing] of [...others, ...others]) await cachedEntries(context, of, listing);
		expect(asked).toHaveLength(2 * 4);
		expect(asked[6].qs).toEqual({ gender: 'female', page: 1, page_size: 100 });
	});

	it('are asked for once by all who want them at the same moment', async () => {
		const { context, asked } = paged(entries(0, 3));
		const ask = async () => await cachedEntries(context, account, LISTING);
		const [first, second] = await Promise.all([ask(), ask()]);
		expect(second).toEqual(first);
		expect(asked).toHaveLength(2);
	});

	it('are asked for again after a refusal', async () => {
		let isRefused = true;
		const { context } = joggAi(() => (isRefused ? { code: 40000 } : { rows: entries(0, 1) }));
		await expect(cachedEntries(context, account, LISTING)).rejects.toThrow('did not accept the values');
		isRefused = false;
		expect((await cachedEntries(context, account, LISTING)).entries).toEqual([{ id: 0 }]);
	});

	it('are asked for no third time while somebody waits, and are what was asked for', async () => {
		const broken = joggAi(() => ({ code: 50000 }));
		await expect(cachedEntries(broken.context, account, LISTING)).rejects.toThrow('fault on its side');
		expect(broken.asked).toHaveLength(2);

		const strange = joggAi(() => ({ something: 'else' }));
		await expect(cachedEntries(strange.context, account, LISTING)).rejects.toThrow('without the list');
	});
});

describe('a page of a picker', () => {
	const scroll = async ({ context }: ReturnType<typeof joggAi>, listing = LISTING) => {
		const pages: number[][] = [];
		for (let page = 1; page < 9; page++) {
			const { entries: shown, isLast } = await pickerPage(context, account, listing, page);
			pages.push(shown.map(({ id }) => Number(id)));
			if (isLast) return pages;
		}
		throw new Error('no end');
	};

	it.each([
		[0, [0]],
		[99, [99, 0]],
		[100, [100, 0]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])(
		'of %i entries shows each once and ends with a page that is shorter than the first (%j)',
		async (size, lengths) => {
			const pages = await scroll(paged(entries(0, size)));
			expect(pages.map(({ length }) => length)).toEqual(lengths);
			expect(pages.flat()).toEqual(entries(0, size).map(({ id }) => id));
		},
	);

	it.each([
		[100, [100]],
		[101, [100, 1]],
		[200, [100, 100]],
		[250, [100, 100, 50]],
	])('of a list of %i that comes whole is cut here, with one request (%j)', async (size, lengths) => {
		const whole = joggAi(() => ({ rows: entries(0, size) }));
		const pages = await scroll(whole, { ...LISTING, paged: 'whole' });
		expect(pages.map(({ length }) => length)).toEqual(lengths);
		expect(pages.flat()).toEqual(entries(0, size).map(({ id }) => id));
		expect(whole.asked).toEqual([{ url: '/v2/list', qs: {} }]);
	});

	it('ends where JoggAI says so, and goes on where it says so', async () => {
		const flagged = paged(entries(0, 200), (page) => ({ has_more: page < 2 }));
		expect(await scroll(flagged, { ...LISTING, paged: 'hasMore' })).toHaveLength(2);
		const counted = paged(entries(0, 200), () => ({ total: 200 }));
		expect(await scroll(counted, { ...LISTING, paged: 'total' })).toHaveLength(2);
	});

	it('counts by the pages that JoggAI really sends', async () => {
		const small = joggAi((page) => ({ rows: entries((page - 1) * 50, page * 50), total: 150 }));
		const pages = await scroll(small, { ...LISTING, paged: 'total' });
		expect(pages.map(({ length }) => length)).toEqual([50, 50, 50]);
	});

	it('that begins like the first one is none', async () => {
		const pages = await scroll(joggAi(() => ({ rows: entries(0, 100) })));
		expect(pages.map(({ length }) => length)).toEqual([100, 0]);
	});
});
