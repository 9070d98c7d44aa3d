import type { Reply } from '../../nodes/shared/api/reply';
import { rateLimiterOf } from '../../nodes/shared/api/rateLimiter';
import { sendInTurn } from '../../nodes/shared/pipeline/send';
import type { ItemContext } from '../../nodes/shared/pipeline/item';
import { jobItem, type JobSetting } from '../harness/jobItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let count = 0;
beforeEach(() => {
	time = new VirtualClock().install();
	count += 1;
});
afterEach(() => time.uninstall());

const TARGET = { method: 'POST', url: '/v2/create' } as const;
const accepted = { code: 0, data: { video_id: 'v1' } };
const record = {
	ask: async (leave: () => Promise<Reply>) => await leave(),
	onReply: () => {},
};
const send = async (item: ItemContext, more: { startsJob?: boolean } = {}) =>
	await sendInTurn(item, TARGET, { ...record, ...more });
const itemOf = (setting: JobSetting = {}) => jobItem({ name: `send ${count}`, post: [accepted], ...setting });

describe('a request that changes something', () => {
	it.each([
		[true, /charged credits, so it was not sent again/],
		[undefined, /so it was not sent again\. It costs nothing: run this item once more/],
	])('says so where nobody knows what came of it, also what that may cost (%j)', async (startsJob, words) => {
		const { item, sent } = itemOf({ post: [{ code: 50000 }] });
		const { problem } = await send(item, { startsJob });
		expect(problem?.next).toMatch(words);
		expect(sent).toHaveLength(1);
	});
});

describe('what a request came to', () => {
	it('is asked for in its turn, before it leaves, and told before anything else happens', async () => {
		const { item, sent } = itemOf();
		const order: string[] = [];
		await sendInTurn(item, TARGET, {
			ask: async (leave) => {
				order.push(`asked, sent ${sent.length}`);
				return await leave();
			},
			onReply: ({ data }) => void order.push(`told ${JSON.stringify(data)}`),
		});
		expect(order).toEqual(['asked, sent 0', 'told {"video_id":"v1"}']);
	});

	it('is nothing where it may not leave, and the turn goes to the next one', async () => {
		const { item, sent } = itemOf({ requestsPerMinute: 1 });
		const ask = async () => await Promise.reject(new Error('too expensive'));
		await expect(sendInTurn(item, TARGET, { ...record, ask })).rejects.toThrow('too expensive');
		expect(sent).toEqual([]);
		expect(rateLimiterOf(item.account).opensIn).toBe(0);
	});
});

describe('the turn of a request', () => {
	it('is given back where the request is not sent after all', async () => {
		const { item, sent } = itemOf({ requestsPerMinute: 1 });
		const limiter = rateLimiterOf(item.account);
		const other = await limiter.acquire([0, 0]);
		const waiting = send(item);
		const refused = item.batch.refuseAllAfter({ what: 'No credits', next: '' });
		other(false);
		await expect(waiting).rejects.toBe(refused);
		expect(sent).toEqual([]);
		expect(limiter.opensIn).toBe(0);
	});

	it('is noted for the batch also where it came at once, so that other batches go first then', async () => {
		const { item } = itemOf({ requestsPerMinute: 1, maySleep: true });
		const limiter = rateLimiterOf(item.account);
		await send(item);
		const order: string[] = [];
		const stand = async (name: string, batch: number) => {
			const release = await limiter.acquire([batch, 1]);
			order.push(name);
			release(false);
		};
		await Promise.all([stand('own', item.batch.number), stand('other', item.batch.number + 1000)]);
		expect(order).toEqual(['other', 'own']);
	});

	it('is explained in the log once for a batch where it took long to come', async () => {
		const { item, log } = itemOf({ requestsPerMinute: 1 });
		const at = (itemIndex: number) => ({ ...item, itemIndex });
		await send(at(0));
		expect(log).toEqual([]);
		await send(at(1));
		await send(at(2));
		expect(log).toEqual([
			expect.stringMatching(/ waited 60 s for its turn, .* takes 1 creating requests a minute/),
		]);
	});
});
