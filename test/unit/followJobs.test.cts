import { jobFields } from '../../nodes/shared/description/jobForm';
import { getsJob } from '../../nodes/shared/operations/getJob';
import { makes } from '../../nodes/shared/operations/make';
import { NotYet } from '../../nodes/shared/pipeline/pause';
import { startsJob } from '../../nodes/shared/operations/startJob';
import { jobItem, type JobSetting } from '../harness/jobItem.cts';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let count = 0;
beforeEach(() => {
	time = new VirtualClock().install();
	count += 1;
});
afterEach(() => time.uninstall());

const itemOf = (setting: JobSetting) => jobItem({ name: `follow ${count}`, ...setting });
const told = (data: object) => ({ code: 0, data });
const WAIT = { waitForCompletion: 'wait' };

describe('getting a job by its ID', () => {
	const get = getsJob({ job: 'aiScript', idField: 'scriptId', choose: (results) => results.slice(0, 1) });
	const scripts = [{ script_paragraphs: 'One.' }, { script_paragraphs: 'Two.' }];
	const written = told({ status: 'success', scripts });

	it.each([{}, WAIT])('chooses among what was made, and asks at once (%j)', async (waiting) => {
		const { item, sent } = itemOf({ get: [written], parameters: { scriptId: ' s 1 ', ...waiting } });
		const items = await get(item);
		expect(items.map(({ json }) => json)).toEqual([expect.objectContaining({ id: 's 1', script: 'One.' })]);
		expect(sent).toEqual(['GET /v2/ai_scripts/results/s%201']);
		expect(time.elapsedSeconds).toBe(0);
	});

	it.each([{}, WAIT])('does not bear that JoggAI does not know it (%j)', async (waiting) => {
		const { item, sent } = itemOf({ get: [{ code: 10104 }], parameters: { scriptId: 's1', ...waiting } });
		await expect(get(item)).rejects.toThrow(/^JoggAI does not know this ID$/);
		expect(sent).toHaveLength(1);
	});

	it('hands on the data of JoggAI as they are where the user wants that, unless there are none', async () => {
		const raw = { scriptId: 's1', simplify: false };
		const [{ json }] = await get(itemOf({ get: [written], parameters: raw }).item);
		expect(json).toEqual({ task_id: 's1', status: 'success', scripts });
		const away = { get: [{ code: 50000 }], parameters: { ...raw, ...WAIT, maximumWait: 1 } };
		expect((await get(itemOf(away).item))[0].json).toMatchObject({ id: 's1', timedOut: true });
	});

	it('says so where a finished job has made nothing', async () => {
		const empty = { get: [told({ status: 'success', scripts: [] })], parameters: { scriptId: 's1' } };
		await expect(get(itemOf(empty).item)).rejects.toMatchObject({
			problem: {
				what: 'JoggAI reports the AI script s1 as finished but returned nothing',
				next: expect.stringContaining('support@jogg.ai'),
			},
		});
	});

	it('has fields for waiting, files and the shape of the output', () => {
		expect(jobFields('aiScript', { waits: false }).map(({ name }) => name)).toEqual([
			'waitForCompletion',
			'maximumWait',
			'simplify',
		]);
	});
});

describe('several jobs of one request', () => {
	const previews = startsJob({ job: 'productPreview', request: { method: 'POST', url: '/v2/create' } });
	const started = told({ previews: [{ preview_id: 'a' }, { err_msg: 'no such style' }] });

	it('are told one by one, those that JoggAI refused as failed and without a price', async () => {
		const items = await previews(itemOf({ post: [started] }).item);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: 'a', status: 'processing', estimatedCredits: 0.25 }),
			expect.objectContaining({ status: 'failed', reason: 'no such style' }),
		]);
		expect(items[1].json).not.toHaveProperty('estimatedCredits');
	});

	it('are an error only where none of them was started', async () => {
		const refused = told({ previews: [{ err_msg: 'no such style' }, { err_msg: 'nor this' }] });
		await expect(previews(itemOf({ post: [refused] }).item)).rejects.toThrow(
			'JoggAI could not make the preview: no such style',
		);
	});

	it('are waited for without asking for those that JoggAI refused', async () => {
		const list = told({ previews: [{ preview_id: 'a', status: 'completed', video_url: 'https://m/a.mp4' }] });
		const { item, sent } = itemOf({ post: [started], get: [list], parameters: WAIT });
		const items = await previews(item);
		expect(items.map(({ json }) => json.status)).toEqual(['completed', 'failed']);
		expect(sent).toEqual(['POST /v2/create', 'GET /v2/product_previews']);
	});

	it('may take a while to appear in the list of JoggAI', async () => {
		const one = told({ previews: [{ preview_id: 'a' }] });
		const empty = told({ previews: [], total: 0 });
		const list = told({ previews: [{ preview_id: 'a', status: 'completed', video_url: 'https://m/a.mp4' }] });
		const get = [empty, empty, empty, empty, list];
		const [{ json }] = await previews(itemOf({ post: [one], get, parameters: WAIT }).item);
		expect(json).toMatchObject({ id: 'a', status: 'completed' });
		expect(time.elapsedSeconds).toBeGreaterThanOrEqual(60);
	});

	it('keep what the reply to the request alone has told', async () => {
		const styled = told({ previews: [{ preview_id: 'a', visual_style: 'Bold' }] });
		const list = told({ previews: [{ preview_id: 'a', status: 'completed', video_url: 'https://m/a.mp4' }] });
		const [{ json }] = await previews(itemOf({ post: [styled], get: [list], parameters: WAIT }).item);
		expect(json).toMatchObject({ id: 'a', visualStyle: 'Bold', status: 'completed' });
	});
});

describe('a job that was made before', () => {
	const video = startsJob({ job: 'avatarVideo', request: { method: 'POST', url: '/v2/create' } });
	const started = told({ video_id: 'v1' });
	const mode = 'manual';

	it('has no price, as nothing is charged for it now', async () => {
		const underWay = { post: [started], get: [told({ video_id: 'v1', status: 'processing' })], mode };
		const [{ json: first }] = await video(itemOf({ ...underWay, execution: 'e1' }).item);
		expect(first).toMatchObject({ id: 'v1', estimatedCredits: 1 });
		const { item, sent } = itemOf({ ...underWay, execution: 'e2' });
		const [{ json }] = await video(item);
		expect(json).toMatchObject({ id: 'v1', status: 'processing', reused: true });
		expect(json).not.toHaveProperty('estimatedCredits');
		expect(sent).toEqual(['GET /v2/avatar_video/v1']);
	});

	it('is asked for at once, as nobody knows how old it is', async () => {
		const done = told({ video_id: 'v1', status: 'completed', video_url: 'https://m/v.mp4' });
		const ready = { post: [started], get: [done], mode };
		await video(itemOf({ ...ready, execution: 'e1' }).item);
		const [{ json }] = await video(itemOf({ ...ready, execution: 'e2', parameters: WAIT }).item);
		expect(json).toMatchObject({ id: 'v1', status: 'completed', reused: true });
		expect(time.elapsedSeconds).toBe(0);
	});
});

describe('following a job in an execution that may sleep', () => {
	const video = startsJob({ job: 'avatarVideo', request: { method: 'POST', url: '/v2/create' } });
	const started = told({ video_id: 'v1' });
	const done = told({ status: 'completed', video_url: 'https://m/v.mp4' });
	const asleep = { post: [started], parameters: { waitForCompletion: 'pause' }, maySleep: true };

	it('sleeps until the first question, and notes since when', async () => {
		const { item } = itemOf({ ...asleep, get: [done] });
		const error: unknown = await video(item).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NotYet);
		expect((error as NotYet).until - time.now()).toBe(12_000);
		expect(item.progress.of(0)).toMatchObject({ since: time.now() });
		expect(item.progress.of(0)).not.toHaveProperty('hasEnded');
	});

	it('asks on waking, and notes that it has ended before the others are waited for', async () => {
		const { item, sent } = itemOf({ ...asleep, get: [done] });
		await video(item).catch(() => undefined);
		await time.sleep(70_000);
		let noted: unknown;
		item.pause.othersEnded = async () => void (noted = item.progress.of(0).hasEnded);
		const [{ json }] = await video(item);
		expect(json).toMatchObject({ id: 'v1', status: 'completed' });
		expect(noted).toBe(true);
		expect(sent).toEqual(['POST /v2/create', 'GET /v2/avatar_video/v1']);
	});

	it('asks once more when the others have ended after another sleep', async () => {
		const { item, sent } = itemOf({ ...asleep, get: [done] });
		Object.assign(item.progress.of(0), { since: time.now() - 120_000, hasEnded: true });
		const order: string[] = [];
		item.pause.othersEnded = async () => void order.push(...sent, 'all at rest');
		await video(item);
		expect(order).toEqual(['POST /v2/create', 'all at rest']);
		expect(sent).toEqual(['POST /v2/create', 'GET /v2/avatar_video/v1']);
	});

	it('does not sleep again for a job that had ended but is told as under way then', async () => {
		const { item } = itemOf({ ...asleep, get: [told({ status: 'processing' }), done] });
		Object.assign(item.progress.of(0), { since: time.now() - 120_000, hasEnded: true });
		expect((await video(item))[0].json).toMatchObject({ id: 'v1', status: 'completed' });
	});

	it('counts the time of its sleeps', async () => {
		const { item } = itemOf({ ...asleep, get: [told({ status: 'processing' })] });
		item.progress.of(0).since = time.now() - 5 * 60_000;
		expect((await video(item))[0].json).toMatchObject({ timedOut: true });
	});
});

describe('making something free', () => {
	const product = makes({
		request: { method: 'POST', url: '/v2/product' },
		idKey: 'product_id',
		simplify: ({ product_id, name }) => ({ productId: product_id, name }),
	});
	const created = told({ product_id: 'p1', name: 'Lamp' });

	it('is done anew in production, and taken up once more in test runs', async () => {
		const run = async (setting: JobSetting) => {
			const { item, sent } = itemOf({ post: [created], ...setting });
			return { json: (await product(item))[0].json, sent };
		};
		expect(await run({ execution: 'e1' })).toEqual({
			json: { productId: 'p1', name: 'Lamp' },
			sent: ['POST /v2/product'],
		});
		expect((await run({ execution: 'e2' })).sent).toHaveLength(1);
		const mode = 'manual';
		expect((await run({ execution: 'e3', mode })).sent).toEqual([]);
		expect(await run({ execution: 'e4', mode })).toEqual({
			json: { productId: 'p1', name: 'Lamp', reused: true },
			sent: [],
		});
	});

	it('is made again where JoggAI did not tell the ID of the first one', async () => {
		const run = async (execution: string) => {
			const { item, sent } = itemOf({ post: [told({ name: 'Lamp' })], execution, mode: 'manual' });
			return { json: (await product(item))[0].json, sent };
		};
		const made = { json: { productId: undefined, name: 'Lamp' }, sent: ['POST /v2/product'] };
		expect(await run('e1')).toEqual(made);
		expect(await run('e2')).toEqual(made);
	});

	it('is believed without the code of JoggAI where its ID is there', async () => {
		const known = makes({
			request: { method: 'POST', url: '/v2/product' },
			idKey: 'product_id',
			isExpected: (data) => (data as { product_id?: string } | undefined)?.product_id !== undefined,
			simplify: (data) => data,
		});
		const { item } = itemOf({ post: [{ product_id: 'p1' }] });
		expect((await known(item))[0].json).toEqual({ product_id: 'p1' });
	});

	it('is no success without data', async () => {
		await expect(product(itemOf({ post: [{ code: 0 }] }).item)).rejects.toThrow('without any data');
	});
});
