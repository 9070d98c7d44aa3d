import fc from 'fast-check';
import {
	holdsList,
	MOST_PAGES,
	PAGE_SIZE,
	pageQuery,
	type PageStyle,
	readPage,
	walkPages,
} from '../../nodes/shared/api/pages';

const entries = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

/** A server that pages as JoggAI does in each of its styles. */
function serverOf(count: number, style: PageStyle) {
	const asked: number[] = [];
	return {
		asked,
		ask: async ({ page = 1, page_size = count || 1 }: { page?: number; page_size?: number }) => {
			asked.push(page);
			const from = (page - 1) * page_size;
			const list = style === 'whole' ? entries(count) : entries(count).slice(from, from + page_size);
			const more =
				style === 'hasMore'
					? { has_more: from + page_size < count }
					: style === 'total'
						? { total: count }
						: {};
			return { data: { rows: list, ...more } };
		},
	};
}

describe('walkPages', () => {
	it('returns every entry once, in order, up to the limit, in every style of paging', async () => {
		const sizes = fc.oneof(fc.integer({ min: 0, max: 450 }), fc.constantFrom(0, 1, 99, 100, 101, 200, 300));
		await fc.assert(
			fc.asyncProperty(
				sizes,
				fc.constantFrom<PageStyle>('short', 'hasMore', 'total', 'whole'),
				fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 500 })),
				async (count, paged, limit) => {
					const server = serverOf(count, paged);
					const { entries: all } = await walkPages(server.ask, { url: '/', keys: ['rows'], paged }, limit);

					expect(all).toEqual(entries(Math.min(count, limit)));
					expect(server.asked.length).toBeLessThanOrEqual(Math.ceil(Math.min(count, limit) / PAGE_SIZE) + 1);
				},
			),
			{ numRuns: 300 },
		);
	});

	const read = async (rows: (page: number, size: number) => object, paged: PageStyle, limit?: number) => {
		let asked = 0;
		const ask = async ({ page = 1, page_size = 100 }: { page?: number; page_size?: number }) => {
			asked += 1;
			return { data: rows(page, page_size) };
		};
		const { entries: all, isCut } = await walkPages(ask, { url: '/', keys: ['rows'], paged }, limit);
		return { all, isCut, asked };
	};

	it.each<[PageStyle]>([['short'], ['hasMore'], ['total']])(
		'reads a list once that comes whole whatever is asked for, and promises more (%s)',
		async (paged) => {
			for (const count of [40, 100, 627]) {
				const whole = { rows: entries(count), has_more: true };
				expect((await read(() => whole, paged)).all).toEqual(entries(count));
				expect((await read(() => whole, paged, 30)).all).toEqual(entries(30));
			}
		},
	);

	it.each<[PageStyle]>([['short'], ['hasMore'], ['total']])(
		'yields every entry of a service that allows smaller pages than were asked for (%s)',
		async (paged) => {
			const all = entries(180);
			const page = (number: number) => all.slice((number - 1) * 50, number * 50);
			const more: Partial<Record<PageStyle, (page: number) => object>> = {
				hasMore: (number) => ({ has_more: number < 4 }),
				total: () => ({ total: 180 }),
			};
			const answer = (number: number) => ({ rows: page(number), ...more[paged]?.(number) });

			expect((await read(answer, paged)).all).toEqual(all);
		},
	);

	it('asks for no further page once there is enough', async () => {
		const many = (page: number) => ({ rows: entries(100).map(({ id }) => ({ id: page * 100 + id })) });
		expect((await read(many, 'short', 100)).asked).toBe(1);
		expect((await read(many, 'short', 101)).asked).toBe(2);
	});

	it('leaves a list that never ends after two hundred pages, and says so', async () => {
		const { all, isCut, asked } = await read(
			(page) => ({ rows: entries(100).map(({ id }) => ({ id: page * 1000 + id })), has_more: true }),
			'hasMore',
		);

		expect([asked, all.length, isCut]).toEqual([MOST_PAGES, MOST_PAGES * 100, true]);
	});

	it('passes over places of a list that hold nothing', async () => {
		expect((await read(() => ({ rows: [null, { id: 1 }, undefined] }), 'whole')).all).toEqual([{ id: 1 }]);
	});
});

describe('a page', () => {
	const page = { page: 1, size: 2, before: 0 };
	const read = (data: unknown, paged: PageStyle, at = page) =>
		readPage(data, { keys: ['rows', 'more'], paged }, at);

	it.each([
		[[{ id: 1 }], [{ id: 1 }]],
		[{ rows: [{ id: 1 }] }, [{ id: 1 }]],
		[{ rows: 'text', more: [{ id: 1 }] }, [{ id: 1 }]],
		[{ more: null }, []],
		[null, []],
	])('is read from %j', (data, rows) => {
		expect(read(data, 'short').entries).toEqual(rows);
		expect(holdsList({ keys: ['rows', 'more'] })(data)).toBe(true);
	});

	it.each([undefined, {}, 'text', { other: [] }, { rows: 'text' }])('is none in %j', (data) => {
		expect(() => read(data, 'short')).toThrow('JoggAI answered without the list that was asked for');
		expect(holdsList({ keys: ['rows', 'more'] })(data)).toBe(false);
	});

	const two = entries(2);
	it.each<[string, object, PageStyle, typeof page, boolean | undefined]>([
		['that came whole', { rows: two }, 'whole', page, false],
		['without entries', { rows: [], has_more: true }, 'hasMore', page, false],
		['that is longer than it may be', { rows: entries(3), has_more: true }, 'hasMore', page, false],
		['of a list that says nothing', { rows: two, has_more: true }, 'short', page, undefined],
		['with a flag', { rows: two, has_more: true, total: 2 }, 'hasMore', page, true],
		['with a flag that is down', { rows: two, has_more: false, total: 9 }, 'total', page, false],
		['with a count', { rows: two, total: 3 }, 'total', page, true],
		['with a count as text', { rows: two, total: '2' }, 'hasMore', page, false],
		['with a count that came before', { rows: two, total: 4 }, 'total', { ...page, before: 2 }, false],
		['with a pagination', { rows: two, total: 2, pagination: { total_items: 3 } }, 'total', page, true],
		['with a number of pages', { rows: two, pagination: { total_pages: 2 } }, 'total', page, true],
		['that is the last one', { rows: two, pagination: { total_pages: 1 } }, 'total', page, false],
		['that tells nothing', { rows: two, has_more: 'yes' }, 'total', page, undefined],
	])('%s says whether the list goes on', (_what, data, paged, at, goesOn) => {
		expect(read(data, paged, at).goesOn).toBe(goesOn);
	});

	it('is asked for by its number and size, unless the list comes whole', () => {
		expect(pageQuery('short', 3)).toEqual({ page: 3, page_size: 100 });
		expect(pageQuery('total', 1, 20)).toEqual({ page: 1, page_size: 20 });
		expect(pageQuery('whole', 1)).toEqual({});
	});

	it('that is refused ends the walk', async () => {
		const ask = async () => ({ problem: { what: 'Refused', next: '' } });
		await expect(walkPages(ask, { url: '/', keys: ['rows'], paged: 'short' })).rejects.toThrow('Refused');
	});
});
