import { unknownItems } from '../../nodes/shared/pipeline/jobsText';
import { NotYet } from '../../nodes/shared/pipeline/pause';
import { startsJob } from '../../nodes/shared/operations/startJob';
import { jobItem, type JobSetting } from '../harness/jobItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

let count = 0;
beforeEach(() => void (count += 1));

const itemOf = (setting: JobSetting) => jobItem({ name: String(count), ...setting });

const CREATE = { method: 'POST' as const, url: '/v2/create' };
const video = startsJob({ job: 'avatarVideo', request: CREATE });
const started = { code: 0, data: { video_id: 'v1' } };
const done = { code: 0, data: { status: 'completed', video_url: 'https://m/v.mp4' } };
const failed = { code: 0, data: { status: 'failed', error: 'too dark' } };
const lost = Object.assign(new Error('ECONNRESET'), { code: 'ECONNRESET' });
const TOO_MANY = { code: 429, retryAfter: 10 };

const run = async (setting: JobSetting, execute = video) => {
	const { item, sent, log } = itemOf(setting);
	const result = await execute(item).then(
		(items) => ({ items: items.map(({ json }) => json), error: undefined }),
		(error: Error) => ({ items: undefined, error }),
	);
	return { ...result, sent, log, item };
};

describe('starting a job', () => {
	it('is told with its ID and its price where nobody waits, and in the log', async () => {
		const { items, sent, log, item } = await run({ post: [started] });
		expect(items).toEqual([expect.objectContaining({ id: 'v1', status: 'processing', estimatedCredits: 1 })]);
		expect(sent).toEqual(['POST /v2/create']);
		expect(log).toEqual([expect.stringMatching(/: JoggAI has started the avatar video v1$/)]);
		expect(item.purchases.spent).toBe(1);
	});

	it('ends with what it made where somebody waits, without an estimate', async () => {
		const { items, sent } = await run({
			post: [started],
			get: [done],
			parameters: { waitForCompletion: 'wait' },
		});
		expect(items).toEqual([expect.objectContaining({ id: 'v1', videoUrl: 'https://m/v.mp4' })]);
		expect(items?.[0]).not.toHaveProperty('estimatedCredits');
		expect(sent).toEqual(['POST /v2/create', 'GET /v2/avatar_video/v1']);
	});

	it('that JoggAI cannot make is an error with its reason, or without one', async () => {
		const parameters = { waitForCompletion: 'wait' };
		const { error, item } = await run({ post: [started], get: [failed], parameters });
		expect(error?.message).toBe('JoggAI could not make the avatar video v1: too dark');
		expect(item.purchases.jobs({ failed: true })).toHaveLength(1);
		const silent = { code: 0, data: { status: 'failed' } };
		expect((await run({ post: [started], get: [silent], parameters })).error?.message).toMatch(
			/gave no reason$/,
		);
	});

	it('that JoggAI takes without an ID is told as paid for, perhaps', async () => {
		const { error, item } = await run({ post: [{ code: 0, data: { a: 1 } }] });
		expect(error).toMatchObject({
			problem: {
				what: 'JoggAI accepted the avatar video but did not say its ID',
				outcomeUnknown: true,
			},
		});
		expect(item.purchases.jobs()).toEqual([]);
	});

	it('that JoggAI refuses costs nothing and may be tried again', async () => {
		const { error, item } = await run({ post: [{ code: 40000 }] });
		expect(error?.message).toContain('did not accept the values');
		expect(item.purchases.spent).toBe(0);
		expect(item.purchases.isSettled(0)).toBe(false);
	});
});

describe('starting a job once more', () => {
	it('in a later attempt sends nothing and hands on the same', async () => {
		const first = await run({ post: [started] });
		const again = await run({ post: [{ code: 40000 }], purchases: first.item.purchases });
		expect(again.items).toEqual(first.items);
		expect([again.sent, again.log]).toEqual([[], []]);
	});

	it('after the execution was retried sends nothing either', async () => {
		const stored = {};
		const { item } = await run({ post: [started], stored });
		item.purchases.owed();
		const execution = `retry ${count}`;
		const again = await run({ post: [{ code: 40000 }], get: [done], stored, execution });
		expect(again.items).toEqual([expect.objectContaining({ id: 'v1', reused: true })]);
		expect(again.sent).toEqual(['GET /v2/avatar_video/v1']);
	});

	it('never sends what nobody knows the outcome of, and says so each time', async () => {
		const stored = {};
		const first = await run({ post: [lost], stored });
		expect(first.error?.message).toContain('broke off');
		expect((first.error as unknown as { problem: { next: string } }).problem.next).toMatch(
			/^It is not known whether JoggAI accepted this request and charged credits, so it was not sent again\./,
		);
		expect(first.log).toEqual([expect.stringContaining('Nobody knows whether JoggAI accepted it')]);
		expect(first.item.purchases.spent).toBe(1);

		const attempt = await run({ post: [started], purchases: first.item.purchases });
		expect([attempt.error?.message, attempt.sent]).toEqual([first.error?.message, []]);
		const retried = await run({ post: [started], stored, execution: `retry ${count}` });
		expect(retried.error?.message).toContain('nobody learned whether JoggAI accepted the avatar video');
		expect(retried.sent).toEqual([]);
	});

	it('in another test run takes up what was made, as long as JoggAI has it', async () => {
		await run({ post: [started], mode: 'manual', execution: `first ${count}` });
		const again = await run({ get: [done], mode: 'manual', execution: `second ${count}` });
		expect(again.items).toEqual([expect.objectContaining({ id: 'v1', reused: true })]);
		expect(again.items?.[0]).not.toHaveProperty('estimatedCredits');
		expect(again.sent).toEqual(['GET /v2/avatar_video/v1']);
		expect(again.log).toEqual([expect.stringMatching(/: uses the avatar video v1 made before$/)]);

		const gone = { post: [{ code: 0, data: { video_id: 'v2' } }], get: [failed], mode: 'manual' };
		const anew = await run({ ...gone, execution: `third ${count}` });
		expect(anew.items).toEqual([expect.objectContaining({ id: 'v2' })]);
	});

	it('costs nothing as far as it is known', async () => {
		const setting = { post: [started], mode: 'manual' };
		const { item } = itemOf({ ...setting, execution: `first ${count}` });
		expect(video.foretell?.(item)).toEqual({ credits: 1, isMade: false });
		await video(item);
		expect(video.foretell?.(itemOf({ ...setting, execution: `second ${count}` }).item)).toEqual({
			credits: 0,
			isMade: true,
		});
	});
});

describe('a job that JoggAI itself can find', () => {
	const find = startsJob({
		job: 'lipSync',
		request: CREATE,
		existing: () => ({ url: '/v2/find' }),
	});
	const ALWAYS = { options: { ifMadeBefore: 'always' } };
	const existing = { code: 0, data: { task_id: 't1', status: 'success', video_url: 'https://m/v.mp4' } };
	const none = { code: 10104 };

	it('is taken up instead of started', async () => {
		const { items, sent } = await run({ get: [existing], parameters: ALWAYS }, find);
		expect(items).toEqual([expect.objectContaining({ id: 't1', status: 'completed', reused: true })]);
		expect(sent).toEqual(['GET /v2/find']);
	});

	it('is started where there is none', async () => {
		const { items, sent } = await run(
			{ get: [none], post: [{ code: 0, data: { task_id: 't2' } }], parameters: ALWAYS },
			find,
		);
		expect(items).toEqual([expect.objectContaining({ id: 't2' })]);
		expect(items?.[0]).not.toHaveProperty('reused');
		expect(sent).toEqual(['GET /v2/find', 'POST /v2/create']);
	});

	it('is found after an outcome that nobody knew', async () => {
		const { items, sent, item } = await run({ get: [existing], post: [lost] }, find);
		expect(items).toEqual([expect.objectContaining({ id: 't1', status: 'completed' })]);
		expect(sent).toEqual(['POST /v2/create', 'GET /v2/find']);
		expect(item.purchases.jobs()).toMatchObject([{ kind: 'lipSync', parts: [{ id: 't1' }] }]);
		expect(unknownItems(item.purchases)).toEqual([]);
	});

	it('is not looked for where the user wants a new one', async () => {
		const { sent } = await run(
			{ post: [{ code: 0, data: { task_id: 't2' } }], parameters: { options: { ifMadeBefore: 'never' } } },
			find,
		);
		expect(sent).toEqual(['POST /v2/create']);
	});

	it('is started once by two items that want it at the same moment', async () => {
		const answers = { get: [none], post: [{ code: 0, data: { task_id: 't3' } }], parameters: ALWAYS };
		const first = itemOf(answers);
		const second = itemOf({ get: [existing], parameters: ALWAYS, execution: `second ${count}` });
		second.item.itemIndex = 1;
		await Promise.all([find(first.item), find(second.item)]);
		expect(first.sent).toEqual(['GET /v2/find', 'POST /v2/create']);
		expect(second.sent).toEqual(['GET /v2/lip_sync_video/t3']);
	});
});

describe('too many requests', () => {
	it('are waited out, and given up after half an hour', async () => {
		const patient = await run({ post: [TOO_MANY, TOO_MANY, started] });
		expect(patient.items).toHaveLength(1);
		expect(time.elapsedSeconds).toBe(20);

		const before = time.elapsedSeconds;
		const given = await run({ post: [{ ...TOO_MANY, retryAfter: 100 }], account: `busy ${count}` });
		expect(given.error?.message).toContain('too many requests');
		expect(time.elapsedSeconds - before).toBe(1800);
	});

	it('let an execution sleep instead, until they are over', async () => {
		const { error, item } = await run({ post: [TOO_MANY], maySleep: true });
		expect(error).toBeInstanceOf(NotYet);
		expect((error as NotYet).until - time.now()).toBe(10_000);
		expect(item.progress.of(0).refusedSince).toBe(time.now());
		expect(time.elapsedSeconds).toBe(0);
	});

	it('are told after half an hour of sleeping', async () => {
		const { item } = itemOf({ post: [TOO_MANY], maySleep: true });
		item.progress.of(0).refusedSince = time.now() - 30 * 60_000;
		await expect(video(item)).rejects.toThrow('too many requests');
	});
});

describe('an item of an execution that may sleep', () => {
	it('takes a slot that is free, and else sleeps until the next window, but for the first one', async () => {
		const account = { account: `full ${count}`, requestsPerMinute: 1, post: [started], maySleep: true };
		const { item } = itemOf(account);
		await video(item);
		const full = itemOf({ ...account, execution: `other ${count}` });
		full.item.batch.isFirstTime('turn');
		const error: unknown = await video(full.item).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NotYet);
		expect(((error as NotYet).until - time.now()) / 1000).toBeCloseTo(60.25);
		expect(full.sent).toEqual([]);

		const inLine = itemOf({ ...account, execution: `line ${count}` });
		expect(await video(inLine.item)).toHaveLength(1);
		expect(time.elapsedSeconds).toBeGreaterThan(60);
	});
});
