import type { JobKindName } from '../../sandbox/jobs/job.cts';
import { JOB_KINDS } from '../../sandbox/jobs/kinds.cts';
import { listAt, textAt, valueAt, type JsonObject } from '../../sandbox/json.cts';
import { VOICE } from './samples.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture();
});
afterEach(() => fixture.sandbox.close());

const pastEverything = 100_000;
const product = async () => (await fixture.askSample('POST /v2/product')).product_id;
const preview = async (changes: JsonObject = {}) => {
	const body = { product_id: await product(), ...changes };
	return listAt(
		await fixture.askSample('POST /v2/create_video_from_product/preview_list', body),
		'previews',
	) as JsonObject[];
};
const batch = (changes: JsonObject = {}) => fixture.askSample('POST /v2/product_avatar/generation', changes);
const readyGeneration = async () => {
	const { generations } = await batch();
	fixture.clock.advance(JOB_KINDS.productImages.duration);
	return textAt(generations, '0.generation_id');
};

interface Lifecycle {
	kind: JobKindName;
	/** Starts the job and answers its id. */
	start(changes?: JsonObject): Promise<unknown>;
	/** Where its state is told. */
	poll: string;
	statuses: [early: string, running: string, done: string, failed: string];
	result: string;
	reason?: string;
}

const usual: Lifecycle['statuses'] = ['pending', 'processing', 'completed', 'failed'];
const brisk: Lifecycle['statuses'] = ['processing', 'processing', 'completed', 'failed'];

const LIFECYCLES: Lifecycle[] = [
	{
		kind: 'script',
		start: async () => (await fixture.askSample('POST /v2/ai_scripts')).task_id,
		poll: '/v2/ai_scripts/results/',
		statuses: usual,
		result: 'data.generated_scripts.0.script_paragraphs.0',
		reason: 'err_msg',
	},
	{
		kind: 'avatarVideo',
		start: async () =>
			(await fixture.askSample('POST /v2/create_video_from_avatar', { webhook_url: undefined })).video_id,
		poll: '/v2/avatar_video/',
		statuses: usual,
		result: 'video_url',
		reason: 'error.message',
	},
	{
		kind: 'productVideo',
		start: async () =>
			(await fixture.askSample('POST /v2/create_video_from_product', { product_id: await product() }))
				.video_id,
		poll: '/v2/product_video/',
		statuses: brisk,
		result: 'video_url',
		reason: 'error.message',
	},
	{
		kind: 'templateVideo',
		start: async () => (await fixture.askSample('POST /v2/create_video_with_template')).video_id,
		poll: '/v2/template_video/',
		statuses: usual,
		result: 'data.url',
		reason: 'error.message',
	},
	{
		kind: 'translation',
		start: async () => (await fixture.askSample('POST /v2/video_translate/')).video_translate_id,
		poll: '/v2/video_translate/',
		statuses: usual,
		result: 'url',
	},
	{
		kind: 'lipSync',
		start: async () => (await fixture.askSample('POST /v2/create_lip_sync_video')).task_id,
		poll: '/v2/lip_sync_video/',
		statuses: ['pending', 'processing', 'success', 'failed'],
		result: 'data.result_url',
		reason: 'error.message',
	},
	{
		kind: 'photos',
		start: async () => (await fixture.askSample('POST /v2/photo_avatar/photo/generate')).photo_id,
		poll: '/v2/photo_avatar/photo?photo_id=',
		statuses: ['in_progress', 'in_progress', 'success', 'error'],
		result: 'image_url_list.3',
		reason: 'msg',
	},
	{
		kind: 'photoMotion',
		start: async () =>
			(await fixture.askSample('POST /v2/photo_avatar/add_motion', { photo_id: undefined })).motion_id,
		poll: '/v2/photo_avatar?motion_id=',
		statuses: usual,
		result: 'motion_preview_url',
		reason: 'error_msg',
	},
	{
		kind: 'productMotion',
		start: async () =>
			(
				await fixture.askSample('POST /v2/product_avatar/add_motion', {
					generation_id: await readyGeneration(),
				})
			).motion_id,
		poll: '/v2/product_avatar?motion_id=',
		statuses: usual,
		result: 'motion_preview_url',
		reason: 'error_msg',
	},
];

describe.each(LIFECYCLES)('a job of kind $kind', ({ kind, start, poll, statuses, result, reason }) => {
	const look = (id: unknown) => fixture.ask(`GET ${poll}${id}`);
	const third = JOB_KINDS[kind].duration / 3;

	it('goes from waiting over running to done, by the clock alone', async () => {
		const id = await start();
		const first = await look(id);
		expect([first.status, valueAt(first, result) || undefined]).toEqual([statuses[0], undefined]);
		fixture.clock.advance(third + 0.001);
		expect((await look(id)).status).toBe(statuses[1]);
		fixture.clock.advance(2 * third - 0.002);
		expect((await look(id)).status).toBe(statuses[1]);
		fixture.clock.advance(0.001);
		const last = await look(id);
		expect(last.status).toBe(statuses[2]);
		expect(valueAt(last, result)).toEqual(expect.stringMatching(/\S/));
	});

	it('fails with its reason, where the kind has a place for one, and without result', async () => {
		const setUp = kind === 'productMotion' ? readyGeneration : undefined;
		await setUp?.();
		const operation = {
			match: 'POST *',
			times: 'always',
			kind: 'failJob',
			message: 'the lights went out',
		} as const;
		if (kind === 'productMotion') fixture.sandbox.fault({ ...operation, match: 'POST */add_motion' });
		else fixture.sandbox.fault(operation);
		const id = await start();
		fixture.clock.advance(pastEverything);
		const failed = await look(id);
		expect(failed.status).toBe(statuses[3]);
		expect(valueAt(failed, result) || undefined).toBeUndefined();
		if (reason) expect(valueAt(failed, reason)).toBe('the lights went out');
	});
});

it('fails without telling why when the reason is empty', async () => {
	fixture.sandbox.fault({ match: 'POST /v2/create_video_from_avatar', kind: 'failJob', message: '' });
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar');
	fixture.clock.advance(pastEverything);
	const failed = await fixture.ask(`GET /v2/avatar_video/${video_id}`);
	expect([failed.status, failed.error]).toEqual(['failed', undefined]);
});

it.each([
	['[fail]', 'Generation stopped on request'],
	['Hello [fail: no face detected] there', 'no face detected'],
])('fails on the written wish %s', async (script, message) => {
	const voice = { type: 'script', voice_id: VOICE, script };
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar', { voice });
	fixture.clock.advance(pastEverything);
	expect(await fixture.ask(`GET /v2/avatar_video/${video_id}`)).toMatchObject({
		status: 'failed',
		error: { message },
	});
});

it('is over sooner at a higher speed', async () => {
	fixture.sandbox.settings.speed = 40;
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar');
	fixture.clock.advance(3);
	expect((await fixture.ask(`GET /v2/avatar_video/${video_id}`)).status).toBe('completed');
});

it('delivers WebM for the transparent screen style', async () => {
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar', {
		screen_style: 3,
		caption: false,
	});
	fixture.clock.advance(pastEverything);
	expect((await fixture.ask(`GET /v2/avatar_video/${video_id}`)).video_url).toMatch(/\.webm$/);
});

it('makes one preview per style, and only a word about a style that does not exist', async () => {
	const [good, bad] = await preview({ visual_styles: ['Paper Cut', 'Nonsense'] });
	expect(good).toEqual({ visual_style: 'Paper Cut', preview_id: fixture.sandbox.jobs[0].id, err_msg: '' });
	expect(bad).toEqual({ visual_style: 'Nonsense', preview_id: '', err_msg: expect.stringMatching(/\S/) });
	expect(fixture.sandbox.charges.map(({ credits }) => credits)).toEqual([0.5]);
});

it('shows previews in their list only, by state, newest first', async () => {
	await preview();
	fixture.clock.advance(JOB_KINDS.preview.duration);
	await preview();
	const list = async (query: string) =>
		(listAt(await fixture.ask(`GET /v2/product_previews${query}`), 'previews') as JsonObject[]).map(
			({ id }) => id,
		);
	const [a, b, c, d] = fixture.sandbox.jobs.map(({ id }) => id);
	expect(await list('')).toEqual([d, c, b, a]);
	expect(await list('?sort_order=asc')).toEqual([a, b, c, d]);
	expect(await list('?status=4')).toEqual([b, a]);
	expect(await list('?status=3')).toEqual([d, c]);
	expect(await list('?status=5')).toEqual([]);
});

it('renders a finished preview, and no unfinished one', async () => {
	const [{ preview_id }] = await preview();
	const render = () =>
		fixture.send('POST /v2/create_video_from_product/render_single_preview', { preview_id });
	expect((await render()).code).toBe(40000);
	fixture.clock.advance(JOB_KINDS.preview.duration);
	const { data } = await render();
	expect(data).toMatchObject({ status: 'processing', video_id: expect.any(String) });
	fixture.clock.advance(pastEverything);
	expect(await fixture.ask(`GET /v2/product_video/${data.video_id}`)).toMatchObject({
		status: 'completed',
		deducted_credit: 1,
	});
});

it('finishes the pictures of a batch one after the other', async () => {
	const { batch_id, total_submitted, generations } = await batch();
	expect([total_submitted, listAt({ generations }, 'generations').length]).toEqual([3, 3]);
	fixture.clock.advance(JOB_KINDS.productImages.duration / 3);
	expect(await fixture.ask(`GET /v2/product_avatar/generation/${batch_id}`)).toMatchObject({
		summary: { total: 3, completed: 1, failed: 0 },
		generations: [
			{ status: 'completed', url: expect.stringContaining('.png') },
			{},
			{ status: 'processing' },
		],
	});
	fixture.clock.advance(pastEverything);
	expect(valueAt(await fixture.ask(`GET /v2/product_avatar/generation/${batch_id}`), 'summary')).toEqual({
		total: 3,
		pending: 0,
		processing: 0,
		completed: 3,
		failed: 0,
	});
});

it.each([
	[1, { completed: 2, failed: 1 }],
	[undefined, { completed: 0, failed: 3 }],
])('lets %s pictures of a batch fail', async (items, summary) => {
	fixture.sandbox.fault({
		match: 'POST /v2/product_avatar/generation',
		kind: 'failJob',
		message: 'blurred',
		items,
	});
	const { batch_id } = await batch();
	fixture.clock.advance(pastEverything);
	expect(await fixture.ask(`GET /v2/product_avatar/generation/${batch_id}`)).toMatchObject({ summary });
});

it('brings a photo avatar to life: listed at once, usable in videos when the motion is done', async () => {
	const { photo_id } = await fixture.askSample('POST /v2/photo_avatar/photo/generate');
	const motion = () => fixture.sendSample('POST /v2/photo_avatar/add_motion', { photo_id });
	expect((await motion()).code).toBe(40000);
	fixture.clock.advance(JOB_KINDS.photos.duration);
	const { avatar_id, motion_id, status } = (await motion()).data;
	expect(status).toBe('pending');
	const video = () =>
		fixture.sendSample('POST /v2/create_video_from_avatar', { avatar: { avatar_id, avatar_type: 1 } });
	const listed = async () =>
		(listAt(await fixture.ask('GET /v2/avatars/photo_avatars?name=Ken'), 'avatars') as JsonObject[]).map(
			({ id, status }) => [id, status],
		);
	expect([(await video()).code, await listed()]).toEqual([40000, [[avatar_id, 0]]]);
	fixture.clock.advance(JOB_KINDS.photoMotion.duration);
	expect([(await video()).code, await listed()]).toEqual([0, [[avatar_id, 1]]]);
	expect(await fixture.ask(`GET /v2/photo_avatar?motion_id=${motion_id}`)).toMatchObject({
		avatar_id,
		name: 'Ken',
	});
});

it('makes a product avatar from a finished picture only', async () => {
	const { generations } = await batch();
	const generation_id = textAt(generations, '0.generation_id');
	const motion = () => fixture.sendSample('POST /v2/product_avatar/add_motion', { generation_id });
	expect((await motion()).code).toBe(40000);
	fixture.clock.advance(JOB_KINDS.productImages.duration / 3);
	const { avatar_id } = (await motion()).data;
	const avatars = listAt(await fixture.ask('GET /v2/avatars/product_avatars'), 'product_avatars');
	expect(avatars).toContainEqual(expect.objectContaining({ avatar_id, name: 'Nina', status: 0 }));
});

it('writes about a product by its name, in several styles', async () => {
	const product_info = { source_type: 'id', data: { id: await product() } };
	const { task_id } = await fixture.askSample('POST /v2/ai_scripts', { product_info });
	fixture.clock.advance(pastEverything);
	const { data } = await fixture.ask(`GET /v2/ai_scripts/results/${task_id}`);
	const scripts = listAt(data, 'generated_scripts') as {
		script_style: string;
		script_paragraphs: string[];
	}[];
	expect(scripts.map(({ script_style }) => script_style)).toContain('Top 3 reasons');
	for (const { script_paragraphs } of scripts) expect(script_paragraphs.join(' ')).toContain('Lamp');
});

it('tells legacy callers the state in numbers', async () => {
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar');
	const code = async () => (await fixture.ask(`GET /v1/project?project_id=${video_id}`)).status_code;
	const codes = [await code()];
	fixture.clock.advance(60);
	codes.push(await code());
	fixture.clock.advance(60);
	codes.push(await code());
	expect(codes).toEqual([2, 3, 4]);
});
