import fc from 'fast-check';
import { PAGE_SIZE, type PageStyle, walkPages } from '../../nodes/shared/api/pages';

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
});
