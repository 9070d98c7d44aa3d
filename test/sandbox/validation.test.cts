import { OPERATIONS } from '../../sandbox/operations/index.cts';
import type { Operation } from '../../sandbox/operations/operation.cts';
import type { Schema } from '../../sandbox/schema.cts';
import { SAMPLES, sample } from './samples.cts';
import { openScene, type Scene } from './support.cts';

let scene: Scene;
beforeAll(async () => {
	scene = await openScene({ postsPerWindow: 10_000 });
});
afterAll(() => scene.sandbox.close());

const withBody = OPERATIONS.filter((operation) => operation.body);
const address = ({ method, path }: Operation): string =>
	`${method} ${path.replace('{endpoint_id}', 'some-endpoint')}`;

type Path = (string | number)[];
interface Place {
	path: Path;
	schema: Schema;
	required: boolean;
}

/** Every field of a body schema, the fields of nested objects and of list items included. */
function placesIn(schema: Schema, path: Path = []): Place[] {
	if (schema.items) return placesIn(schema.items, [...path, 0]);
	return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
		{ path: [...path, name], schema: inner, required: (schema.required ?? []).includes(name) },
		...placesIn(inner, [...path, name]),
	]);
}

/** A copy of the value with one place replaced, or removed when there is no replacement. */
function changed(value: unknown, [step, ...rest]: Path, replacement?: unknown): unknown {
	const copy = structuredClone(value) as Record<string, unknown>;
	if (rest.length) copy[step] = changed(copy[step], rest, replacement);
	else if (replacement === undefined) delete copy[step];
	else copy[step] = replacement;
	return copy;
}

const named = (path: Path): string =>
	path.reduce<string>(
		(text, step) => `${text}${typeof step === 'number' ? `[${step}]` : `${text && '.'}${step}`}`,
		'',
	);

const present = (number: number, path: Path): boolean =>
	path.reduce<unknown>(
		(value, step) => (value as Record<string, unknown> | undefined)?.[step],
		SAMPLES[number],
	) !== undefined;

const places = withBody.flatMap((operation) =>
	placesIn(operation.body as Schema)
		.filter(({ path }) => present(operation.number, path))
		.map((place) => ({ operation, ...place, title: `operation ${operation.number}, ${named(place.path)}` })),
);

async function expectRefusal(operation: Operation, body: unknown, field: string): Promise<void> {
	const { code, msg } = await scene.send(address(operation), body);
	expect({ code, msg }).toEqual({ code: 40000, msg: expect.stringContaining(field) });
}

it('has a complete sample for every operation with a body', () => {
	expect(withBody.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
		Object.keys(SAMPLES).map(Number),
	);
	const absent = withBody.flatMap((operation) =>
		placesIn(operation.body as Schema)
			.filter(({ path }) => !present(operation.number, path))
			.map(({ path }) => `${operation.number} ${named(path)}`),
	);
	// Different variants of one object, which no single sample can show.
	expect(absent.sort()).toEqual(
		[
			'14 variables[0].properties.asset_id',
			'14 variables[0].properties.url',
			'14 variables[0].properties.webhook_url',
			'22 product_info.data.id',
		].sort(),
	);
});

it.each(withBody)('accepts the complete sample of operation $number as well-formed', async (operation) => {
	const { msg } = await scene.send(address(operation), SAMPLES[operation.number]);
	expect(msg).not.toMatch(/is required|not a known field|must be/);
});

it.each(places.filter(({ required }) => required))(
	'misses the required field: $title',
	({ operation, path }) => expectRefusal(operation, changed(SAMPLES[operation.number], path), named(path)),
);

it.each(places)('refuses the wrong type: $title', ({ operation, path, schema }) =>
	expectRefusal(
		operation,
		changed(SAMPLES[operation.number], path, schema.type === 'string' ? 7 : 'seven'),
		named(path),
	),
);

it.each(places.filter(({ schema }) => schema.enum))(
	'refuses a value outside the list: $title',
	({ operation, path, schema }) =>
		expectRefusal(
			operation,
			changed(SAMPLES[operation.number], path, schema.type === 'integer' ? 99 : 'nonsense'),
			named(path),
		),
);

it.each(places.filter(({ schema }) => schema.type === 'string' && !schema.enum))(
	'refuses a blank text: $title',
	async ({ operation, path }) => {
		await expectRefusal(operation, changed(SAMPLES[operation.number], path, ''), named(path));
		await expectRefusal(operation, changed(SAMPLES[operation.number], path, ' '), named(path));
	},
);

it.each(places.filter(({ schema }) => schema.properties))(
	'refuses an unknown field inside: $title',
	({ operation, path }) =>
		expectRefusal(
			operation,
			changed(SAMPLES[operation.number], [...path, 'surprise'], 1),
			`${named(path)}.surprise`,
		),
);

it.each(withBody)('refuses an unknown field at the top of operation $number', (operation) =>
	expectRefusal(operation, { ...SAMPLES[operation.number], surprise: 1 }, 'surprise'),
);

it.each([
	['a script voice without script', 1, { voice: { type: 'script', voice_id: 'v' } }, 'voice.script'],
	['an audio voice without audio', 1, { voice: { type: 'audio', voice_id: 'v' } }, 'voice.audio_url'],
	['captions on a transparent video', 1, { screen_style: 3, caption: true }, 'caption'],
	['a product without link and name', 3, { url: undefined, name: undefined }, 'url or name'],
	[
		'a script about a product without its id',
		22,
		{ product_info: { source_type: 'id', data: { name: 'x' } } },
		'product_info.data.id',
	],
	[
		'a script about details without description',
		22,
		{ product_info: { source_type: 'details', data: { name: 'x' } } },
		'product_info.data.description',
	],
	[
		'a text variable without content',
		14,
		{ variables: [{ type: 'text', name: 'headline', properties: {} }] },
		'variables[0].properties.content',
	],
	[
		'an image variable without a picture',
		14,
		{ variables: [{ type: 'image', name: 'photo', properties: {} }] },
		'variables[0].properties.url',
	],
	[
		'a variable the template does not have',
		14,
		{ variables: [{ type: 'text', name: 'Headline', properties: { content: 'x' } }] },
		'variables[0].name',
	],
	[
		'a variable of another type',
		14,
		{ variables: [{ type: 'script', name: 'headline', properties: { content: 'x' } }] },
		'variables[0].type',
	],
	['a template without its required variables', 14, { variables: [] }, 'headline'],
	[
		'a product avatar from an id without type',
		37,
		{ avatar_source: { type: 'id', avatar_id: 1001 } },
		'avatar_source.avatar_type',
	],
	[
		'a product avatar from an image that is no address',
		37,
		{ avatar_source: { type: 'image', value: 'me' } },
		'avatar_source.value',
	],
	['a language that is not a translation target', 18, { output_language: 'klingon' }, 'output_language'],
	['an event nobody knows', 44, { events: ['generated_tea_success'] }, 'generated_tea_success'],
	['an endpoint that is not https', 44, { url: 'http://hooks.example/all' }, 'url'],
	['a file of an unsupported kind', 26, { content_type: 'application/zip' }, 'content_type'],
	['a recording that is too large', 26, { file_size: 21 * 1024 * 1024 }, 'file_size'],
])('refuses %s', async (_what, number, changes, field) => {
	const operation = withBody.find((candidate) => candidate.number === number) as Operation;
	await expectRefusal(operation, sample(number, changes), field);
});

it.each([
	['an unknown avatar', 1, { avatar: { avatar_id: 4, avatar_type: 0 } }],
	['a public avatar called own', 1, { avatar: { avatar_id: 1001, avatar_type: 1 } }],
	['an unknown voice', 1, { voice: { type: 'script', voice_id: 'nobody', script: 'x' } }],
	['an unknown product', 5, {}],
	['an unknown preview', 8, {}],
	['an unknown template', 14, { template_id: 4 }],
	['an unknown music', 14, { background_music_id: 4000 }],
	['an unknown photo', 35, {}],
	['an unknown generation', 39, {}],
	['an unknown endpoint', 45, {}],
])('does not find %s', async (_what, number, changes) => {
	const operation = withBody.find((candidate) => candidate.number === number) as Operation;
	expect((await scene.send(address(operation), sample(number, changes))).code).toBe(10104);
});

it('refuses an own avatar that is not ready', async () => {
	const body = sample(1, { avatar: { avatar_id: 6002, avatar_type: 1 } });
	expect(await scene.send('POST /v2/create_video_from_avatar', body)).toMatchObject({
		code: 40000,
		msg: expect.stringContaining('not ready'),
	});
});

it('refuses unknown, empty and out-of-range query fields by name', async () => {
	for (const query of ['page=0', 'page_size=101', 'page=x', 'gender=Male', 'gender=', 'colour=red']) {
		const { code, msg } = await scene.send(`GET /v2/avatars/public?${query}`);
		expect({ query, code, msg }).toEqual({
			query,
			code: 40000,
			msg: expect.stringContaining(query.split('=')[0]),
		});
	}
});

it('refuses a body that is not JSON, and one that is missing', async () => {
	expect((await scene.send('POST /v2/ai_scripts', undefined)).code).toBe(40000);
	const reply = await fetch(`${scene.sandbox.url}/v2/ai_scripts`, {
		method: 'POST',
		headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
		body: '{"language":',
	});
	expect(await reply.json()).toMatchObject({ code: 40000, data: null });
});

it('answers a web page where there is no operation, the translation path without its slash included', async () => {
	const { status, headers, text } = await scene.send('POST /v2/video_translate', sample(18));
	expect({ status, type: headers.get('content-type') }).toEqual({
		status: 404,
		type: expect.stringContaining('html'),
	});
	expect(text).toContain('<html>');
});

it('knows keys, keys without permission, and strangers', async () => {
	const codeFor = async (key: string) =>
		(await scene.send('GET /v2/user/whoami', undefined, { 'x-api-key': key })).code;
	expect([await codeFor('sandbox-key'), await codeFor('sandbox-key-no-api'), await codeFor('other')]).toEqual(
		[0, 18025, 10105],
	);
});

it('sends refusals as HTTP errors when told to', async () => {
	scene.sandbox.settings.refusalStyle = 'http';
	const statusOf = async (...request: Parameters<Scene['send']>) => (await scene.send(...request)).status;
	expect([
		await statusOf('GET /v2/user/whoami', undefined, { 'x-api-key': 'other' }),
		await statusOf('GET /v2/user/whoami', undefined, { 'x-api-key': 'sandbox-key-no-api' }),
		await statusOf('GET /v2/avatar_video/none'),
		await statusOf('POST /v2/ai_scripts', {}),
	]).toEqual([401, 403, 404, 400]);
	scene.sandbox.settings.refusalStyle = 'envelope';
	expect(await statusOf('POST /v2/ai_scripts', {})).toBe(200);
});
