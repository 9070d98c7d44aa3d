import type { JsonObject } from '../../sandbox/json.cts';
import { sample, type SampledOperation } from './samples.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeAll(async () => {
	fixture = await openFixture({ postsPerWindow: 10_000 });
});
afterAll(() => fixture.sandbox.close());

const AVATAR_VIDEO = 'POST /v2/create_video_from_avatar';
const TEMPLATE_VIDEO = 'POST /v2/create_video_with_template';

it.each<[string, SampledOperation, JsonObject, string]>([
	[
		'a script voice without script',
		AVATAR_VIDEO,
		{ voice: { type: 'script', voice_id: 'v' } },
		'voice.script',
	],
	[
		'an audio voice without audio',
		AVATAR_VIDEO,
		{ voice: { type: 'audio', voice_id: 'v' } },
		'voice.audio_url',
	],
	['captions on a transparent video', AVATAR_VIDEO, { screen_style: 3, caption: true }, 'caption'],
	['a product without link and name', 'POST /v2/product', { url: undefined, name: undefined }, 'url or name'],
	[
		'a script about a product without its id',
		'POST /v2/ai_scripts',
		{ product_info: { source_type: 'id', data: { name: 'x' } } },
		'product_info.data.id',
	],
	[
		'a script about details without description',
		'POST /v2/ai_scripts',
		{ product_info: { source_type: 'details', data: { name: 'x' } } },
		'product_info.data.description',
	],
	[
		'a text variable without content',
		TEMPLATE_VIDEO,
		{ variables: [{ type: 'text', name: 'headline', properties: {} }] },
		'variables[0].properties.content',
	],
	[
		'an image variable without a picture',
		TEMPLATE_VIDEO,
		{ variables: [{ type: 'image', name: 'photo', properties: {} }] },
		'variables[0].properties.url',
	],
	[
		'a variable the template does not have',
		TEMPLATE_VIDEO,
		{ variables: [{ type: 'text', name: 'Headline', properties: { content: 'x' } }] },
		'variables[0].name',
	],
	[
		'a variable of another type',
		TEMPLATE_VIDEO,
		{ variables: [{ type: 'script', name: 'headline', properties: { content: 'x' } }] },
		'variables[0].type',
	],
	['a template without its required variables', TEMPLATE_VIDEO, { variables: [] }, 'headline'],
	[
		'a product avatar from an id without type',
		'POST /v2/product_avatar/generation',
		{ avatar_source: { type: 'id', avatar_id: 1001 } },
		'avatar_source.avatar_type',
	],
	[
		'a product avatar from an image that is no address',
		'POST /v2/product_avatar/generation',
		{ avatar_source: { type: 'image', value: 'me' } },
		'avatar_source.value',
	],
	[
		'a language that is not a translation target',
		'POST /v2/video_translate/',
		{ output_language: 'klingon' },
		'output_language',
	],
	[
		'an event nobody knows',
		'POST /v2/endpoint',
		{ events: ['generated_tea_success'] },
		'generated_tea_success',
	],
	['an endpoint that is not https', 'POST /v2/endpoint', { url: 'http://hooks.example/all' }, 'url'],
	[
		'a file of an unsupported kind',
		'POST /v2/upload/asset',
		{ content_type: 'application/zip' },
		'content_type',
	],
	['a recording that is too large', 'POST /v2/upload/asset', { file_size: 21 * 1024 * 1024 }, 'file_size'],
])('refuses %s', async (_what, operation, changes, field) => {
	const { code, msg } = await fixture.sendSample(operation, changes);
	expect({ code, msg }).toEqual({ code: 40000, msg: expect.stringContaining(field) });
});

it.each<[string, SampledOperation, JsonObject]>([
	['an unknown avatar', AVATAR_VIDEO, { avatar: { avatar_id: 4, avatar_type: 0 } }],
	['a public avatar called own', AVATAR_VIDEO, { avatar: { avatar_id: 1001, avatar_type: 1 } }],
	['an unknown voice', AVATAR_VIDEO, { voice: { type: 'script', voice_id: 'nobody', script: 'x' } }],
	['an unknown product', 'POST /v2/create_video_from_product', {}],
	['an unknown preview', 'POST /v2/create_video_from_product/render_single_preview', {}],
	['an unknown template', TEMPLATE_VIDEO, { template_id: 4 }],
	['an unknown music', TEMPLATE_VIDEO, { background_music_id: 4000 }],
	['an unknown photo', 'POST /v2/photo_avatar/add_motion', {}],
	['an unknown generation', 'POST /v2/product_avatar/add_motion', {}],
	['an unknown endpoint', 'PUT /v2/endpoint/{endpoint_id}', {}],
])('does not find %s', async (_what, operation, changes) => {
	expect((await fixture.sendSample(operation, changes)).code).toBe(10104);
});

it('refuses an own avatar that is not ready', async () => {
	const avatar = { avatar_id: 6002, avatar_type: 1 };
	expect(await fixture.sendSample(AVATAR_VIDEO, { avatar })).toMatchObject({
		code: 40000,
		msg: expect.stringContaining('not ready'),
	});
});

it('refuses unknown, empty and out-of-range query fields by name', async () => {
	for (const query of ['page=0', 'page_size=101', 'page=x', 'gender=Male', 'gender=', 'colour=red']) {
		const { code, msg } = await fixture.send(`GET /v2/avatars/public?${query}`);
		expect({ query, code, msg }).toEqual({
			query,
			code: 40000,
			msg: expect.stringContaining(query.split('=')[0]),
		});
	}
});

it('refuses a body that is not JSON, and one that is missing', async () => {
	expect((await fixture.send('POST /v2/ai_scripts', undefined)).code).toBe(40000);
	const reply = await fetch(`${fixture.sandbox.url}/v2/ai_scripts`, {
		method: 'POST',
		headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
		body: '{"language":',
	});
	expect(await reply.json()).toMatchObject({ code: 40000, data: null });
});

it('answers a web page where there is no operation, the translation path without its slash included', async () => {
	const { status, headers, text } = await fixture.send(
		'POST /v2/video_translate',
		sample('POST /v2/video_translate/'),
	);
	expect({ status, type: headers.get('content-type') }).toEqual({
		status: 404,
		type: expect.stringContaining('html'),
	});
	expect(text).toContain('<html>');
});

it('knows keys, keys without permission, and strangers', async () => {
	const codeFor = async (key: string) =>
		(await fixture.send('GET /v2/user/whoami', undefined, { 'x-api-key': key })).code;
	expect([await codeFor('sandbox-key'), await codeFor('sandbox-key-no-api'), await codeFor('other')]).toEqual(
		[0, 18025, 10105],
	);
});

it('sends refusals as HTTP errors when told to', async () => {
	fixture.sandbox.settings.refusalStyle = 'http';
	const statusOf = async (...request: Parameters<Fixture['send']>) => (await fixture.send(...request)).status;
	expect([
		await statusOf('GET /v2/user/whoami', undefined, { 'x-api-key': 'other' }),
		await statusOf('GET /v2/user/whoami', undefined, { 'x-api-key': 'sandbox-key-no-api' }),
		await statusOf('GET /v2/avatar_video/none'),
		await statusOf('POST /v2/ai_scripts', {}),
	]).toEqual([401, 403, 404, 400]);
	fixture.sandbox.settings.refusalStyle = 'envelope';
	expect(await statusOf('POST /v2/ai_scripts', {})).toBe(200);
});
