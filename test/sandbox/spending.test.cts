import { sample, type SampledOperation } from './samples.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture({ credits: 10 });
});
afterEach(() => fixture.sandbox.close());

const avatarVideo = (changes = {}) => fixture.sendSample('POST /v2/create_video_from_avatar', changes);
const script = () => fixture.sendSample('POST /v2/ai_scripts');
const spoken = (seconds: number) => ({
	voice: { type: 'script', voice_id: 'en-US-AlbaNeural', script: 'x'.repeat(seconds * 15) },
});

it('charges on acceptance and writes it down', async () => {
	const { data } = await avatarVideo();
	expect(fixture.sandbox.credits).toBe(9);
	expect(fixture.sandbox.charges).toEqual([
		{
			operation: 'POST /v2/create_video_from_avatar',
			id: data.video_id,
			kind: 'avatarVideo',
			credits: 1,
			at: fixture.clock.now(),
		},
	]);
	expect((await fixture.ask('GET /v2/user/remaining_quota')).remaining_quota).toBe(9);
});

it.each([
	[30, 1],
	[120, 1],
	[121, 2],
	[300, 3],
])('takes for an avatar video of %i seconds %i credits', async (seconds, credits) => {
	await avatarVideo(spoken(seconds));
	expect(fixture.sandbox.charges[0].credits).toBe(credits);
});

it.each<[string, number, SampledOperation, number]>([
	['translation of 20 s', 20, 'POST /v2/video_translate/', 0.5],
	['translation of 21 s', 21, 'POST /v2/video_translate/', 1],
	['lip sync of 30 s', 30, 'POST /v2/create_lip_sync_video', 0.24],
	['lip sync of 125 s', 125, 'POST /v2/create_lip_sync_video', 1],
	['lip sync of 12.5 s', 12.5, 'POST /v2/create_lip_sync_video', 0.1],
])('prices a %s', async (_what, seconds, operation, credits) => {
	fixture.sandbox.settings.sourceSeconds = seconds;
	await fixture.askSample(operation);
	expect(fixture.sandbox.charges[0].credits).toBe(credits);
});

it.each([
	['1.0', 2],
	['2.0-Pro', 3],
])('prices photo motion model %s', async (model, credits) => {
	await fixture.askSample('POST /v2/photo_avatar/add_motion', { model, photo_id: undefined });
	expect(fixture.sandbox.charges[0].credits).toBe(credits);
});

it('adds fractions without binary dust', async () => {
	for (let count = 0; count < 3; count++) await script();
	expect(fixture.sandbox.credits).toBe(9.4);
});

it('refuses what the balance does not cover, and takes nothing', async () => {
	fixture.sandbox.credits = 0.9;
	expect(await avatarVideo()).toMatchObject({ code: 18020 });
	expect((await script()).code).toBe(0);
	expect([fixture.sandbox.credits, fixture.sandbox.jobs.length, fixture.sandbox.charges.length]).toEqual([
		0.7, 1, 1,
	]);
});

it('spends the very last credit', async () => {
	fixture.sandbox.credits = 0.2;
	expect((await script()).code).toBe(0);
	expect([fixture.sandbox.credits, (await script()).code]).toEqual([0, 18020]);
});

it('charges a list of previews as a whole or not at all', async () => {
	const { product_id } = await fixture.askSample('POST /v2/product');
	fixture.sandbox.credits = 0.9;
	expect(
		(await fixture.sendSample('POST /v2/create_video_from_product/preview_list', { product_id })).code,
	).toBe(18020);
	expect(fixture.sandbox.jobs).toHaveLength(0);
});

it('charges nothing for refused requests, products, uploads and reads', async () => {
	await avatarVideo({ screen_style: 9 });
	await fixture.askSample('POST /v2/product');
	await fixture.askSample('POST /v2/upload/asset');
	await fixture.ask('GET /v2/avatars/public');
	expect(fixture.sandbox.credits).toBe(10);
});

it('accepts twenty POSTs in any sixty seconds, not one more, and does not count the refused ones', async () => {
	for (let count = 0; count < 20; count++) {
		expect((await script()).code).toBe(0);
		fixture.clock.advance(1);
	}
	for (let count = 0; count < 5; count++) expect((await script()).code).toBe(429);
	expect(fixture.sandbox.charges).toHaveLength(20);
	fixture.clock.advance(39.999);
	expect((await script()).code).toBe(429);
	fixture.clock.advance(0.001);
	expect((await script()).code).toBe(0);
	expect((await script()).code).toBe(429);
});

it('lets reads, updates and deletions pass a full window', async () => {
	fixture.sandbox.settings.postsPerWindow = 0;
	expect((await script()).code).toBe(429);
	expect((await fixture.send('GET /v2/user/whoami')).code).toBe(0);
	expect((await fixture.sendSample('PUT /v2/product')).code).toBe(10104);
	expect((await fixture.send('DELETE /v2/endpoint/none')).code).toBe(10104);
});

it('keeps a window for every key', async () => {
	fixture.sandbox.settings.postsPerWindow = 1;
	fixture.sandbox.settings.keys.push('second');
	expect((await script()).code).toBe(0);
	expect((await script()).code).toBe(429);
	expect(
		(await fixture.send('POST /v2/ai_scripts', sample('POST /v2/ai_scripts'), { 'x-api-key': 'second' }))
			.code,
	).toBe(0);
});

it.each([
	['header', '48', undefined],
	['body', null, 48],
	['nowhere', null, undefined],
] as const)('tells the waiting time in: %s', async (retryAfterIn, header, inBody) => {
	Object.assign(fixture.sandbox.settings, { retryAfterIn, postsPerWindow: 1 });
	await script();
	fixture.clock.advance(12.5);
	const { headers, text, data } = await script();
	expect({ header: headers.get('retry-after'), inBody: JSON.parse(text).retryAfter, data }).toEqual({
		header,
		inBody,
		data: null,
	});
});

it.each([
	['nowhere', () => null],
	['seconds', () => 48],
	['moment', (begin: number) => Math.ceil(begin / 1000) + 60],
] as const)(
	'tells in the last reply of a window when it opens again: %s',
	async (rateLimitReset, expected) => {
		Object.assign(fixture.sandbox.settings, { rateLimitReset, postsPerWindow: 2 });
		const begin = fixture.clock.now();
		expect((await script()).headers.get('x-ratelimit-reset')).toBeNull();
		fixture.clock.advance(12.5);
		const { headers } = await script();
		expect(headers.get('x-ratelimit-remaining')).toBe('0');
		expect(headers.get('x-ratelimit-reset')).toBe(expected(begin)?.toString() ?? null);
	},
);

it('does not show one key the jobs of another', async () => {
	fixture.sandbox.settings.keys.push('second');
	const { video_id } = (await avatarVideo()).data;
	expect(
		(await fixture.send(`GET /v2/avatar_video/${video_id}`, undefined, { 'x-api-key': 'second' })).code,
	).toBe(10104);
});
