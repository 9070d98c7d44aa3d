import { rateLimiterOf } from '../../nodes/shared/api/rateLimiter';
import { sendOnce } from '../../nodes/shared/pipeline/send';
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
const itemOf = (setting: JobSetting = {}) => jobItem({ name: `send ${count}`, post: [accepted], ...setting });

describe('a request that is sent once', () => {
	it('hands on what JoggAI accepted in an earlier attempt, without sending it again', async () => {
		const { item, sent } = itemOf();
		const onAccepted = jest.fn();
		item.ledger.record(0, { data: { video_id: 'v0' } });
		expect(await sendOnce(item, TARGET, { onAccepted })).toEqual({ data: { video_id: 'v0' } });
		expect(onAccepted.mock.calls).toEqual([[{ video_id: 'v0' }]]);
		expect(sent).toEqual([]);
	});

	it('takes an unknown outcome of an earlier attempt for no acceptance, and does not send it again', async () => {
		const { item, sent } = itemOf();
		const onAccepted = jest.fn();
		const problem = { what: 'Lost', next: '', outcomeUnknown: true };
		item.ledger.record(0, { problem });
		expect(await sendOnce(item, TARGET, { onAccepted })).toEqual({ problem });
		expect(onAccepted).not.toHaveBeenCalled();
		expect(sent).toEqual([]);
	});

	it.each([
		[true, /charged credits, so it was not sent again/],
		[undefined, /so it was not sent again\. It costs nothing: run this item once more/],
	])('says so where nobody knows what came of it, also what that may cost (%j)', async (startsJob, words) => {
		const { item, sent } = itemOf({ post: [{ code: 50000 }] });
		const { problem } = await sendOnce(item, TARGET, { startsJob });
		expect(problem?.next).toMatch(words);
		expect((await sendOnce(item, TARGET, { startsJob })).problem).toEqual(problem);
		expect(sent).toHaveLength(1);
	});
});

describe('the turn of a request', () => {
	it('is given back where the request is not sent after all', async () => {
		const { item, sent } = itemOf({ requestsPerMinute: 1 });
		const limiter = rateLimiterOf(item.account);
		const other = await limiter.acquire([0, 0]);
		const waiting = sendOnce(item, TARGET);
		const refused = item.batch.refuseAllAfter({ what: 'No credits', next: '' });
		other(false);
		await expect(waiting).rejects.toBe(refused);
		expect(sent).toEqual([]);
		expect(limiter.opensIn).toBe(0);
	});

	it('is noted for the batch also where it came at once, so that other batches go first then', async () => {
		const { item } = itemOf({ requestsPerMinute: 1, maySleep: true });
		const limiter = rateLimiterOf(item.account);
		await sendOnce(item, TARGET);
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
		await sendOnce(at(0), TARGET);
		expect(log).toEqual([]);
		await sendOnce(at(1), TARGET);
		await sendOnce(at(2), TARGET);
		expect(log).toEqual([
			expect.stringMatching(/ waited 60 s for its turn, .* takes 1 creating requests a minute/),
		]);
	});
});
