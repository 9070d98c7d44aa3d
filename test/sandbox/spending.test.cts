import { sample, type SampledOperation } from './samples.cts';
import { openScene, type Scene } from './support.cts';

let scene: Scene;
beforeEach(async () => {
	scene = await openScene({ credits: 10 });
});
afterEach(() => scene.sandbox.close());

const avatarVideo = (changes = {}) => scene.sendSample('POST /v2/create_video_from_avatar', changes);
const script = () => scene.sendSample('POST /v2/ai_scripts');
const spoken = (seconds: number) => ({
	voice: { type: 'script', voice_id: 'en-US-AlbaNeural', script: 'x'.repeat(seconds * 15) },
});

it('charges on acceptance and writes it down', async () => {
	const { data } = await avatarVideo();
	expect(scene.sandbox.credits).toBe(9);
	expect(scene.sandbox.charges).toEqual([
		{
			operation: 'POST /v2/create_video_from_avatar',
			id: data.video_id,
			kind: 'avatarVideo',
			credits: 1,
			at: scene.clock.now(),
		},
	]);
	expect((await scene.ask('GET /v2/user/remaining_quota')).remaining_quota).toBe(9);
});

it.each([
	[30, 1],
	[120, 1],
	[121, 2],
	[300, 3],
])('takes for an avatar video of %i seconds %i credits', async (seconds, credits) => {
	await avatarVideo(spoken(seconds));
	expect(scene.sandbox.charges[0].credits).toBe(credits);
});

it.each<[string, number, SampledOperation, number]>([
	['translation of 20 s', 20, 'POST /v2/video_translate/', 0.5],
	['translation of 21 s', 21, 'POST /v2/video_translate/', 1],
	['lip sync of 30 s', 30, 'POST /v2/create_lip_sync_video', 0.24],
	['lip sync of 125 s', 125, 'POST /v2/create_lip_sync_video', 1],
	['lip sync of 12.5 s', 12.5, 'POST /v2/create_lip_sync_video', 0.1],
])('prices a %s', async (_what, seconds, operation, credits) => {
	scene.sandbox.settings.sourceSeconds = seconds;
	await scene.askSample(operation);
	expect(scene.sandbox.charges[0].credits).toBe(credits);
});

it.each([
	['1.0', 2],
	['2.0-Pro', 3],
])('prices photo motion model %s', async (model, credits) => {
	await scene.askSample('POST /v2/photo_avatar/add_motion', { model, photo_id: undefined });
	expect(scene.sandbox.charges[0].credits).toBe(credits);
});

it('adds fractions without binary dust', async () => {
	for (let count = 0; count < 3; count++) await script();
	expect(scene.sandbox.credits).toBe(9.4);
});

it('refuses what the balance does not cover, and takes nothing', async () => {
	scene.sandbox.credits = 0.9;
	expect(await avatarVideo()).toMatchObject({ code: 18020 });
	expect((await script()).code).toBe(0);
	expect([scene.sandbox.credits, scene.sandbox.jobs.length, scene.sandbox.charges.length]).toEqual([
		0.7, 1, 1,
	]);
});

it('spends the very last credit', async () => {
	scene.sandbox.credits = 0.2;
	expect((await script()).code).toBe(0);
	expect([scene.sandbox.credits, (await script()).code]).toEqual([0, 18020]);
});

it('charges a list of previews as a whole or not at all', async () => {
	const { product_id } = await scene.askSample('POST /v2/product');
	scene.sandbox.credits = 0.9;
	expect(
		(await scene.sendSample('POST /v2/create_video_from_product/preview_list', { product_id })).code,
	).toBe(18020);
	expect(scene.sandbox.jobs).toHaveLength(0);
});

it('charges nothing for refused requests, products, uploads and reads', async () => {
	await avatarVideo({ screen_style: 9 });
	await scene.askSample('POST /v2/product');
	await scene.askSample('POST /v2/upload/asset');
	await scene.ask('GET /v2/avatars/public');
	expect(scene.sandbox.credits).toBe(10);
});

it('accepts twenty POSTs in any sixty seconds, not one more, and does not count the refused ones', async () => {
	for (let count = 0; count < 20; count++) {
		expect((await script()).code).toBe(0);
		scene.clock.advance(1);
	}
	for (let count = 0; count < 5; count++) expect((await script()).code).toBe(429);
	expect(scene.sandbox.charges).toHaveLength(20);
	scene.clock.advance(39.999);
	expect((await script()).code).toBe(429);
	scene.clock.advance(0.001);
	expect((await script()).code).toBe(0);
	expect((await script()).code).toBe(429);
});

it('lets reads, updates and deletions pass a full window', async () => {
	scene.sandbox.settings.postsPerWindow = 0;
	expect((await script()).code).toBe(429);
	expect((await scene.send('GET /v2/user/whoami')).code).toBe(0);
	expect((await scene.sendSample('PUT /v2/product')).code).toBe(10104);
	expect((await scene.send('DELETE /v2/endpoint/none')).code).toBe(10104);
});

it('keeps a window for every key', async () => {
	scene.sandbox.settings.postsPerWindow = 1;
	scene.sandbox.settings.keys.push('second');
	expect((await script()).code).toBe(0);
	expect((await script()).code).toBe(429);
	expect(
		(await scene.send('POST /v2/ai_scripts', sample('POST /v2/ai_scripts'), { 'x-api-key': 'second' })).code,
	).toBe(0);
});

it.each([
	['header', '48', undefined],
	['body', null, 48],
	['nowhere', null, undefined],
] as const)('tells the waiting time in: %s', async (retryAfterIn, header, inBody) => {
	Object.assign(scene.sandbox.settings, { retryAfterIn, postsPerWindow: 1 });
	await script();
	scene.clock.advance(12.5);
	const { headers, text, data } = await script();
	expect({ header: headers.get('retry-after'), inBody: JSON.parse(text).retryAfter, data }).toEqual({
		header,
		inBody,
		data: null,
	});
});

it('does not show one key the jobs of another', async () => {
	scene.sandbox.settings.keys.push('second');
	const { video_id } = (await avatarVideo()).data;
	expect(
		(await scene.send(`GET /v2/avatar_video/${video_id}`, undefined, { 'x-api-key': 'second' })).code,
	).toBe(10104);
});
