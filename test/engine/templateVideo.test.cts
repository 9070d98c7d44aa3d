import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { MUSICS } from '../../sandbox/data/catalog.cts';
import { templateWith } from '../../sandbox/data/templates.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { callAsTool } from '../harness/contexts.cts';
import { json } from '../harness/engine.cts';
import { byId } from '../harness/form.cts';
import { startServer } from '../harness/servers.cts';
import { numbered, reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiTemplateVideo();

const FLAT = 88;
const GREETING = 90;
const LIBRARY = 11;

const mapping = (value: IDataObject | null, mappingMode = 'defineBelow') =>
	({ mappingMode, value, schema: [], matchingColumns: [] }) as unknown as INodeParameters;
const flat = {
	'text:headline': 'Two rooms',
	'image:photo': 'https://example.com/flat.jpg',
	'script:narration': 'Welcome.',
};

const create = (
	template: unknown,
	variables: IDataObject | null,
	more: INodeParameters = {},
): INodeParameters => ({
	operation: 'create',
	template: byId(template),
	variables: mapping(variables),
	...more,
});
const manual = (template: unknown, items: IDataObject[], more: INodeParameters = {}) =>
	({
		operation: 'create',
		template: byId(template),
		variablesFrom: 'manual',
		manualVariables: { items },
		...more,
	}) as INodeParameters;

const run = async (parameters: INodeParameters, more: object = {}) =>
	await at.world.run({ type: type(), parameters, ...more });
const bodies = () => writes(at.world).map(({ body }) => body as IDataObject);
const charged = () => at.world.joggAi.charges.map(({ id }) => id);

const variable = (type: string, name: string, properties: IDataObject) => ({ type, name, properties });

describe('Template Video → Video: Create', () => {
	it('sends the variables of the template with their types and returns the finished video', async () => {
		const { items, error } = await run(
			create(FLAT, { ...flat, 'text:Price tag': null, 'video:walkthrough': '' }),
		);

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				template_id: FLAT,
				voice_language: 'english',
				variables: [
					variable('text', 'headline', { content: 'Two rooms' }),
					variable('image', 'photo', { url: 'https://example.com/flat.jpg' }),
					variable('script', 'narration', { content: 'Welcome.' }),
				],
			},
		]);
		expect(items).toEqual([
			{
				json: {
					kind: 'templateVideo',
					id: charged()[0],
					status: 'completed',
					videoUrl: expect.stringMatching(/\.mp4$/),
					coverUrl: expect.stringMatching(/\.jpg$/),
					durationSeconds: 3,
					creditsUsed: 1,
					createdAt: expect.stringMatching(/^2026-10-01T/),
					completedAt: expect.stringMatching(/^2026-10-01T/),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sends every option under the name that JoggAI gives it', async () => {
		const { error } = await run(
			create(String(GREETING), null, {
				voiceLanguage: 'french',
				avatarSource: 'public',
				avatar: byId(PUBLIC_AVATARS[0].id),
				waitForCompletion: 'none',
				options: {
					music: byId(MUSICS[2].id),
					callbackUrl: 'https://example.com/ready',
					captions: true,
					disableMotion: true,
					disableTransitions: false,
					disableRandomMotion: true,
					disableRandomTransitions: true,
					videoName: 'Happy new year',
					voice: byId(VOICES[1].voice_id),
				},
			}),
		);

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				template_id: GREETING,
				voice_language: 'french',
				variables: [],
				avatar_id: PUBLIC_AVATARS[0].id,
				avatar_type: 0,
				background_music_id: MUSICS[2].id,
				webhook_url: 'https://example.com/ready',
				captions_enabled: true,
				disable_moving: true,
				disable_trans: false,
				disable_random_moving: true,
				disable_random_trans: true,
				video_name: 'Happy new year',
				voice_id: VOICES[1].voice_id,
			},
		]);
	});

	it('puts the callback address into each variable as well, since the documents disagree on its place', async () => {
		const { error } = await run(
			create(FLAT, flat, {
				waitForCompletion: 'none',
				options: { callbackUrl: 'https://example.com/ready' },
			}),
		);

		expect(error).toBeUndefined();
		const [{ webhook_url, variables }] = bodies();
		expect(webhook_url).toBe('https://example.com/ready');
		expect(
			(variables as IDataObject[]).map(({ properties }) => (properties as IDataObject).webhook_url),
		).toEqual(['https://example.com/ready', 'https://example.com/ready', 'https://example.com/ready']);
	});

	it('takes values out of items, a number as a text and an asset by its number', async () => {
		const { error } = await run(
			create(FLAT, {
				'text:headline': '={{ $json.rooms }}',
				'image:photo': '={{ $json.photo }}',
				'script:narration': '={{ $json.words }}',
				'video:walkthrough': '=https://example.com/{{ $json.rooms }}.mp4',
			}),
			{ items: [{ json: { rooms: 3, photo: 4711, words: ' Welcome.\nCome in. ' } }] },
		);

		expect(error).toBeUndefined();
		expect(bodies()[0].variables).toEqual([
			variable('text', 'headline', { content: '3' }),
			variable('image', 'photo', { asset_id: 4711 }),
			variable('script', 'narration', { content: ' Welcome.\nCome in. ' }),
			variable('video', 'walkthrough', { url: 'https://example.com/3.mp4' }),
		]);
	});

	it('maps the columns of a sheet automatically to the variables of the same name', async () => {
		const item = {
			headline: 'Loft',
			'Price tag': 250000,
			photo: 'https://example.com/loft.jpg',
			narration: 'Hello.',
			row_number: 2,
		};
		const { error } = await run(create(FLAT, null, { variables: mapping(null, 'autoMapInputData') }), {
			items: [{ json: item }],
		});

		expect(error).toBeUndefined();
		expect(bodies()[0].variables).toEqual([
			variable('text', 'headline', { content: 'Loft' }),
			variable('text', 'Price tag', { content: '250000' }),
			variable('image', 'photo', { url: 'https://example.com/loft.jpg' }),
			variable('script', 'narration', { content: 'Hello.' }),
		]);
	});

	it.each(['constructor', 'toString', '__proto__'])(
		'has nothing for a variable called %s where the item has no such field',
		async (name) => {
			const template = JSON.stringify({ code: 0, data: { variables: [{ type: 'text', name }] } });
			const bought: string[] = [];
			const server = await startServer(({ method, url = '' }, response) => {
				if (method === 'POST') bought.push(url);
				const video = '{"code":0,"data":{"video_id":"v1"}}';
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(url.startsWith('/v2/template/') ? template : video);
			});
			const { error } = await run(
				create(FLAT, null, {
					variables: mapping(null, 'autoMapInputData'),
					waitForCompletion: 'none',
					options: { mostCredits: 9 },
				}),
				{
					items: [{ json: { headline: 'Loft' } }],
					credentials: { ...at.world.credentials, domain: server.url },
				},
			);
			expect(error).toBeUndefined();
			expect(bought).toHaveLength(1);
		},
	);

	it('sends the number of an asset whole, however big it is', async () => {
		await run(create(FLAT, { ...flat, 'image:photo': '12345678901234567891' }));
		expect(bodies()[0].variables).toContainEqual(
			variable('image', 'photo', { asset_id: '12345678901234567891' }),
		);
	});

	it('cannot map automatically to a library template, and says what to do', async () => {
		const { error } = await run(create(LIBRARY, null, { variables: mapping(null, 'autoMapInputData') }), {
			items: [{ json: { headline: 'Loft' } }],
		});

		expect(error?.message).toBe('The variables of this template cannot be mapped automatically');
		expect(error?.description).toContain("'Variables Source' to Manual");
		expect(writes(at.world)).toEqual([]);
	});

	it('uses a library template, of which JoggAI tells no variables', async () => {
		const { items, error } = await run(create(LIBRARY, null));

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ template_id: LIBRARY, voice_language: 'english', variables: [] }]);
		expect(json(items)).toEqual([expect.objectContaining({ status: 'completed' })]);
	});

	it('asks for the template once for all items', async () => {
		const parameters = create(
			FLAT,
			{ ...flat, 'text:headline': '=Flat {{ $json.n }}' },
			{ waitForCompletion: 'none' },
		);
		const { items, error } = await run(parameters, { items: numbered(12) });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(12);
		expect(reads(at.world).map(({ path }) => path)).toEqual([`/v2/template/custom/${FLAT}`]);
	});

	it.each(['spec', 'guide'] as const)('reads the finished video where the %s puts it', async (dialect) => {
		at.world.joggAi.settings.dialect = dialect;
		const { items, error } = await run(create(FLAT, flat, { download: true }));

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({
				id: charged()[0],
				status: 'completed',
				videoUrl: expect.stringMatching(/\.mp4$/),
				durationSeconds: 3,
			}),
		]);
		expect(items[0].binary?.data).toMatchObject({
			mimeType: 'video/mp4',
			fileName: `templateVideo-${charged()[0]}.mp4`,
		});
	});

	it('tells why a video failed', async () => {
		const { error } = await run(
			create(FLAT, { ...flat, 'script:narration': '[fail: image could not be loaded]' }),
		);

		expect(error?.message).toBe(
			`JoggAI could not make the template video ${charged()[0]}: image could not be loaded`,
		);
	});
});

describe('Template Video → Video: Create, before a credit is spent', () => {
	it('names a variable that the template no longer has', async () => {
		const { error } = await run(
			create(FLAT, { ...flat, 'text:subtitle': 'Sea view', 'image:headline': 'https://example.com/x.jpg' }),
		);

		expect(error?.message).toBe("The template no longer has the variables 'subtitle', 'headline'");
		expect(error?.description).toContain("'headline', 'Price tag', 'photo', 'walkthrough', 'narration'");
		expect(writes(at.world)).toEqual([]);
	});

	it('does not mind a vanished variable that was left empty', async () => {
		const { error } = await run(
			create(FLAT, { ...flat, 'text:subtitle': null }, { waitForCompletion: 'none' }),
		);

		expect(error).toBeUndefined();
		expect(bodies()[0].variables).toHaveLength(3);
	});

	it('names required variables that yield nothing, for the item where that happens', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const parameters = create(FLAT, {
			...flat,
			'text:headline': '={{ $json.title }}',
			'script:narration': '={{ $json.words }}',
		});
		const { error } = await run(parameters, {
			items: [{ json: { title: 'Loft', words: 'Hello.' } }, { json: { title: ' ' } }],
		});

		expect(error?.message).toBe("The template needs the variables 'headline', 'narration'");
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(writes(at.world)).toEqual([]);
	});

	it('enforces nothing where JoggAI does not say what is required', async () => {
		const { error } = await run(create(FLAT, { 'text:headline': 'Loft' }));

		expect(writes(at.world)).toHaveLength(1);
		expect(error?.message).toContain('required template variable missing: photo');
	});

	it.each([
		[{ 'image:photo': 'flat.jpg' }, "The variable 'photo' must be a web address"],
		[{ 'text:headline': '={{ ({ a: 1 }) }}' }, "The variable 'headline' must be a text"],
		[{ 'text:headline': '={{ "Price: [object Object]" }}' }, "The variable 'headline' must be a text"],
		[{ 'text:headline': '={{ "undefined" }}' }, "The variable 'headline' must be a text"],
	])('names a variable that JoggAI could not use: %j', async (wrong, complaint) => {
		const { error } = await run(create(FLAT, { ...flat, ...wrong }));

		expect(error?.message).toContain(complaint);
		expect(writes(at.world)).toEqual([]);
	});

	it('buys nothing when the template cannot be asked for', async () => {
		at.world.joggAi.fault({ match: `GET /v2/template/custom/${FLAT}`, kind: 'code', code: 18025 });
		const { error } = await run(create(FLAT, flat));

		expect(error?.message).toBe('This JoggAI account has no permission to use the API');
		expect(writes(at.world)).toEqual([]);
	});

	it('refuses a template ID that is a name', async () => {
		const { error } = await run(create('Flat of the week', flat));

		expect(error?.message).toContain("'Template' must be a number");
		expect(at.world.joggAi.requests).toEqual([]);
	});
});

describe('Template Video → Video: Create with variables given by hand', () => {
	it('sends them as they stand, without asking for the template', async () => {
		const { error } = await run(
			manual(
				'={{ $json.template }}',
				[
					{ type: 'text', name: 'headline', value: '={{ $json.title }}' },
					{ type: 'image', name: 'photo', value: '12' },
					{ type: 'script', name: 'narration', value: 'Hello.' },
					{ type: 'video', name: 'walkthrough', value: '' },
				],
				{ waitForCompletion: 'none' },
			),
			{ items: [{ json: { template: FLAT, title: 'Loft' } }] },
		);

		expect(error).toBeUndefined();
		expect(reads(at.world)).toEqual([]);
		expect(bodies()).toEqual([
			{
				template_id: FLAT,
				voice_language: 'english',
				variables: [
					variable('text', 'headline', { content: 'Loft' }),
					variable('image', 'photo', { asset_id: 12 }),
					variable('script', 'narration', { content: 'Hello.' }),
				],
			},
		]);
	});

	it('always sends the list, even when there is none', async () => {
		const { error } = await run(manual(LIBRARY, []));

		expect(error).toBeUndefined();
		expect(bodies()[0].variables).toEqual([]);
	});

	it('refuses a variable without a name before anything is sent', async () => {
		const { error } = await run(
			manual(FLAT, [{ type: 'text', name: '={{ $json.nothing }}', value: 'Loft' }]),
		);

		expect(error?.message).toBe("'Name' is empty");
		expect(writes(at.world)).toEqual([]);
	});

	it('tells when JoggAI does not know a variable', async () => {
		const { error } = await run(manual(FLAT, [{ type: 'text', name: 'Headline', value: 'Loft' }]));

		expect(error?.message).toContain('variables[0].name is not a variable of this template');
	});
});

describe('Template Video as a tool of an AI Agent', () => {
	it.each([
		['fields of the template', create(FLAT, flat)],
		[
			'variables given by hand',
			manual(
				FLAT,
				[...Object.entries(flat)].map(([key, value]) => ({
					type: key.split(':')[0],
					name: key.split(':')[1],
					value,
				})),
			),
		],
	])('makes the same video from %s', async (_, parameters) => {
		const items = await callAsTool({ type: type(), parameters, credentials: at.world.credentials });

		expect(json(items)).toEqual([expect.objectContaining({ kind: 'templateVideo', status: 'completed' })]);
		expect(bodies()[0].variables).toHaveLength(3);
	});
});

describe('Template Video → Video: Get', () => {
	it('tells how a chosen video is doing, and waits for it if wanted', async () => {
		await run(create(GREETING, null, { waitForCompletion: 'none', options: { videoName: 'Greeting' } }));
		const asked = await run({ operation: 'get', videoId: byId(charged()[0]) });
		const waited = await run({ operation: 'get', videoId: byId(charged()[0]), waitForCompletion: 'wait' });

		expect(json(asked.items)).toEqual([
			expect.objectContaining({
				kind: 'templateVideo',
				id: charged()[0],
				status: 'processing',
				title: 'Greeting',
			}),
		]);
		expect(json(waited.items)).toEqual([
			expect.objectContaining({ id: charged()[0], status: 'completed', creditsUsed: 1 }),
		]);
	});
});

describe('Template Video → Video: Get Many', () => {
	it.each(['spec', 'guide'] as const)(
		'walks to the last page of the list as the %s describes it',
		async (dialect) => {
			await run(create(GREETING, null, { waitForCompletion: 'none', options: { videoName: 'Greeting' } }));
			const [job] = at.world.joggAi.jobs;
			for (let n = 0; n < 204; n++) at.world.joggAi.jobs.push({ ...job, id: `copy-${n}` });
			at.world.joggAi.settings.dialect = dialect;
			at.world.joggAi.requests.length = 0;
			const { items, error } = await run({ operation: 'getMany', returnAll: true });

			expect(error).toBeUndefined();
			expect(reads(at.world).map(({ query }) => query.page)).toEqual(['1', '2', '3']);
			expect(json(items).map(({ id }) => id)).toEqual([
				...Array.from({ length: 204 }, (_, n) => `copy-${203 - n}`),
				job.id,
			]);
			expect(json(items)[0]).toMatchObject({
				kind: 'templateVideo',
				status: 'processing',
				title: 'Greeting',
			});
		},
	);

	it('filters by status and sorts as asked, and tells why a video failed', async () => {
		await run(create(GREETING, null, { options: { videoName: '[fail: no image]' } }));
		await run(create(GREETING, null));
		at.world.joggAi.requests.length = 0;
		const { items } = await run({ operation: 'getMany', sortOrder: 'asc', filters: { status: '5' } });

		expect(reads(at.world).map(({ path, query }) => [path, query])).toEqual([
			[
				'/v2/template_videos',
				{ page: '1', page_size: '50', sort_by: 'created_at', sort_order: 'asc', status: '5' },
			],
		]);
		expect(json(items)).toEqual([
			expect.objectContaining({ id: charged()[0], status: 'failed', reason: 'no image' }),
		]);
	});
});

describe('Template Video → Template: Get', () => {
	it('returns a template with its variables, and whether they are required where JoggAI says so', async () => {
		const spec = await run({ resource: 'template', operation: 'get', template: byId(FLAT) });
		at.world.joggAi.settings.dialect = 'guide';
		const guide = await run({ resource: 'template', operation: 'get', template: byId(FLAT) });

		const common = {
			templateId: FLAT,
			name: 'Flat of the week',
			source: 'own',
			aspectRatio: 'landscape',
			coverUrl: expect.any(String),
			previewUrl: expect.any(String),
		};
		const variables = templateWith(FLAT)?.variables ?? [];
		expect(spec.error ?? guide.error).toBeUndefined();
		expect(json(spec.items)).toEqual([
			{ ...common, variables: variables.map(({ type, name }) => ({ type, name })) },
		]);
		expect(json(guide.items)).toEqual([{ ...common, variables }]);
		expect(reads(at.world).map(({ path }) => path)).toEqual([
			`/v2/template/custom/${FLAT}`,
			`/v2/template/custom/${FLAT}`,
		]);
	});

	it('returns the data of JoggAI untouched when Simplify is off', async () => {
		const { items } = await run({
			resource: 'template',
			operation: 'get',
			template: byId(FLAT),
			simplify: false,
		});

		expect(json(items)[0]).toMatchObject({ template_id: FLAT, aspect_ratio: 1 });
	});

	it('says so when JoggAI does not know the template', async () => {
		const { error } = await run({ resource: 'template', operation: 'get', template: byId(LIBRARY) });

		expect(error?.message).toBe('JoggAI does not know this ID');
	});
});

describe('Template Video → Template: Get Variables', () => {
	it('returns one item per variable', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const { items, error } = await run({
			resource: 'template',
			operation: 'getVariables',
			template: byId(FLAT),
		});

		expect(error).toBeUndefined();
		expect(json(items)).toEqual(templateWith(FLAT)?.variables);
	});

	it('returns none for a template without any', async () => {
		const { items, error } = await run({
			resource: 'template',
			operation: 'getVariables',
			template: byId(GREETING),
		});

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('Template Video → Template: Get Many', () => {
	it.each([
		['own', '/v2/templates/custom', [88, 89, 90]],
		['library', '/v2/templates', [11, 12, 13, 14, 15]],
	])('lists the templates of the source "%s"', async (source, path, ids) => {
		const { items, error } = await run({ resource: 'template', operation: 'getMany', source });

		expect(error).toBeUndefined();
		expect(reads(at.world).map((request) => [request.path, request.query])).toEqual([[path, {}]]);
		expect(json(items).map(({ templateId }) => templateId)).toEqual(ids);
		expect(json(items)[0]).toMatchObject({
			source,
			name: expect.any(String),
			aspectRatio: 'landscape',
			previewUrl: expect.any(String),
		});
	});

	it('filters by aspect ratio and stops at the limit', async () => {
		const { items } = await run({
			resource: 'template',
			operation: 'getMany',
			source: 'library',
			limit: 1,
			filters: { aspectRatio: 'portrait' },
		});

		expect(reads(at.world)[0].query).toEqual({ aspect_ratio: 'portrait' });
		expect(json(items).map(({ templateId }) => templateId)).toEqual([12]);
	});
});
