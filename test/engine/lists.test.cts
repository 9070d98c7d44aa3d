import type { INodeParameters } from 'n8n-workflow';
import { JoggAiListAvatars } from '../../nodes/ListAvatars/JoggAiListAvatars.node';
import { JoggAiListVoices } from '../../nodes/ListVoices/JoggAiListVoices.node';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { OWN_VOICES, VOICES } from '../../sandbox/data/voices.cts';
import { json } from '../harness/engine.cts';
import { watchLog } from '../harness/log.cts';
import { reply, startServer } from '../harness/servers.cts';
import { numbered, reads } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const avatars = async (parameters: INodeParameters, count = 1) =>
	await at.world.run({
		type: new JoggAiListAvatars(),
		parameters: { operation: 'getMany', ...parameters },
		items: numbered(count),
	});
const voices = async (parameters: INodeParameters, count = 1) =>
	await at.world.run({
		type: new JoggAiListVoices(),
		parameters: { operation: 'getMany', ...parameters },
		items: numbered(count),
	});
const queries = () => reads(at.world).map(({ query }) => query);

describe('List Avatars', () => {
	it('walks through all pages of the library, in order and without gaps or doubles', async () => {
		const log = watchLog('warn');
		const { items, error } = await avatars({ source: 'public', returnAll: true });

		log.restore();
		expect(error).toBeUndefined();
		expect(log.messages).toEqual([]);
		expect(json(items).map(({ avatarId }) => avatarId)).toEqual(PUBLIC_AVATARS.map(({ id }) => id));
		expect(queries()).toEqual([1, 2, 3].map((page) => ({ page: String(page), page_size: '100' })));
	});

	it.each([
		[1, [1], 1],
		[100, [1], 100],
		[101, [1, 2], 100],
		[200, [1, 2], 100],
		[1000, [1, 2, 3], 100],
	])('with a limit of %i asks for no more pages than needed', async (limit, pages, size) => {
		const { items } = await avatars({ source: 'public', limit });

		expect(items).toHaveLength(Math.min(limit, PUBLIC_AVATARS.length));
		expect(queries().map(({ page, page_size }) => [Number(page), Number(page_size)])).toEqual(
			pages.map((page) => [page, size]),
		);
	});

	it('sends every filter under JoggAI’s name, and only those that were added', async () => {
		const filters = {
			age: 'young_adult',
			aspectRatio: 'portrait',
			ethnicity: 'east_asian',
			gender: 'male',
			scene: 'health_fitness',
			style: 'social',
		};

		await avatars({ source: 'public', filters });
		await avatars({ source: 'public', filters: { gender: 'female' } });

		const wire = {
			age: 'young_adult',
			aspect_ratio: 'portrait',
			ethnicity: 'east_asian',
			gender: 'male',
			scene: 'health_fitness',
			style: 'social',
		};
		expect(queries()).toEqual(
			[wire, { gender: 'female' }].map((filter) => ({ page: '1', page_size: '50', ...filter })),
		);
	});

	it.each([[''], ['={{ "" }}'], ['={{ undefined }}']])(
		'is not narrowed by a filter that is Any, or whose expression yields nothing: %s',
		async (any) => {
			const { items, error } = await avatars({
				source: 'public',
				filters: { age: any, aspectRatio: any, gender: 'female' },
			});

			expect(error).toBeUndefined();
			expect(items).toHaveLength(50);
			expect(queries()).toEqual([{ page: '1', page_size: '50', gender: 'female' }]);
		},
	);

	it('filters what it shows', async () => {
		const { items } = await avatars({
			source: 'public',
			returnAll: true,
			filters: { gender: 'female', aspectRatio: 'square' },
		});

		expect(items.length).toBeGreaterThan(0);
		expect(json(items).map(({ avatarId }) => avatarId)).toEqual(
			PUBLIC_AVATARS.filter(({ gender, ratio }) => gender === 'female' && ratio === 'square').map(
				({ id }) => id,
			),
		);
	});

	it.each([
		['instant', '/v2/avatars/custom', { name: 'office', status: 'completed' }],
		['photo', '/v2/avatars/photo_avatars', { name: 'petra', status: 'completed' }],
		['product', '/v2/avatars/product_avatars', { aspectRatio: 'portrait' }],
	] as const)('reads one’s own %s avatars, with their filters', async (source, path, filters) => {
		const own = OWN_AVATARS.filter((avatar) => avatar.source === source);

		const { items } = await avatars({ source });
		const filtered = await avatars({ source, filters });

		expect(
			json(items).map(({ avatarId, name, status, source: from }) => ({ avatarId, name, status, from })),
		).toEqual(
			own.map(({ id, name, readiness }) => ({ avatarId: id, name, status: readiness, from: source })),
		);
		expect(json(items).map(({ reason }) => reason ?? '')).toEqual(own.map(({ reason }) => reason));
		expect(new Set(reads(at.world).map((request) => request.path))).toEqual(new Set([path]));
		expect(filtered.items.length).toBeGreaterThan(0);
		expect(filtered.items.length).toBeLessThan(own.length);
	});

	it.each(['public', 'instant', 'photo', 'product'])(
		'reads the guide’s dialect of %s avatars to the same effect',
		async (source) => {
			const spec = await avatars({ source, returnAll: true });
			at.world.joggAi.settings.dialect = 'guide';
			const guide = await avatars({ source, returnAll: true });

			expect(json(guide.items)).toEqual(json(spec.items));
		},
	);

	it('hands on JoggAI’s own entries in raw mode', async () => {
		const { items } = await avatars({ source: 'public', limit: 1, simplify: false });

		expect(json(items)).toEqual([
			{
				id: 1001,
				name: PUBLIC_AVATARS[0].name,
				video_url: expect.any(String),
				cover_url: expect.any(String),
				aspect_ratio: expect.any(Number),
				style: expect.any(String),
				gender: expect.any(String),
				age: expect.any(String),
			},
		]);
	});

	it('tells aspect ratios as words', async () => {
		const { items } = await avatars({ source: 'public', limit: 20 });

		expect(json(items).map(({ aspectRatio }) => aspectRatio)).toEqual(
			PUBLIC_AVATARS.slice(0, 20).map(({ ratio }) => ratio),
		);
	});

	it('pairs every entry with the item it was listed for', async () => {
		const { items } = await avatars({ source: 'public', limit: '={{ 2 + $json.n }}' }, 3);

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 1, 2, 2, 2, 2].map((item) => ({ item })),
		);
	});

	it('returns no items for an empty list, and that is no error', async () => {
		const { items, error, status } = await avatars({ source: 'instant', filters: { name: 'nobody' } });

		expect(error).toBeUndefined();
		expect(status).toBe('success');
		expect(items).toEqual([]);
	});
});

describe('List Voices', () => {
	it.each(['spec', 'guide'] as const)(
		'walks through the library until JoggAI says that there is no more (%s)',
		async (dialect) => {
			at.world.joggAi.settings.dialect = dialect;

			const { items } = await voices({ source: 'library', returnAll: true });

			expect(json(items).map(({ voiceId }) => voiceId)).toEqual(VOICES.map(({ voice_id }) => voice_id));
			expect(json(items)[0]).toEqual(
				expect.objectContaining({
					language: VOICES[0].language,
					gender: VOICES[0].gender,
					useCase: VOICES[0].use_case,
					sampleUrl: expect.stringMatching(/\.mp3$/),
				}),
			);
			expect(reads(at.world)).toHaveLength(Math.ceil(VOICES.length / 100));
		},
	);

	it('sends every filter under JoggAI’s name', async () => {
		await voices({
			source: 'library',
			filters: { age: 'middle_aged', gender: 'female', language: 'german', useCase: 'narrative_story' },
		});

		expect(queries()[0]).toMatchObject({
			age: 'middle_aged',
			gender: 'female',
			language: 'german',
			use_case: 'narrative_story',
		});
	});

	it('reads one’s own voices in one piece', async () => {
		const { items } = await voices({ source: 'custom', filters: { language: 'german' } });

		expect(json(items).map(({ voiceId, source }) => [voiceId, source])).toEqual(
			OWN_VOICES.filter(({ language }) => language === 'german').map(({ voice_id }) => [voice_id, 'custom']),
		);
		expect(queries()).toEqual([{ language: 'german' }]);
	});
});

describe('lists that the sandbox does not have', () => {
	const page = (from: number, count: number) =>
		Array.from({ length: count }, (_, index) => ({ id: from + index, name: `A${from + index}` }));
	const serve = async (
		answer: (page: number) => unknown,
		run: typeof avatars,
		parameters: INodeParameters,
	) => {
		const server = await startServer((request, response) => {
			const asked = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page'));
			reply(200, JSON.stringify({ code: 0, msg: 'ok', data: answer(asked) }))(request, response);
		});
		at.world.credentials.domain = server.url;
		const result = await run({ returnAll: true, ...parameters });
		return { ...result, asked: server.received.length };
	};

	it('that end on a full page end with the empty page after it', async () => {
		const { items, asked } = await serve((n) => ({ avatars: n <= 2 ? page(n * 1000, 100) : [] }), avatars, {
			source: 'public',
		});

		expect(items).toHaveLength(200);
		expect(asked).toBe(3);
	});

	it('that repeat the same page for ever are read once', async () => {
		const { items, asked } = await serve(() => ({ avatars: page(1, 100) }), avatars, { source: 'public' });

		expect(items).toHaveLength(100);
		expect(asked).toBe(2);
	});

	it('that promise more but have nothing end', async () => {
		const { items, asked } = await serve(
			(n) => ({ voices: n === 1 ? [{ voice_id: 'v1', name: 'V' }] : [], has_more: true }),
			voices,
			{ source: 'library' },
		);

		expect(items).toHaveLength(1);
		expect(asked).toBe(2);
	});

	it('without any list are an error, not an empty success', async () => {
		for (const data of [{}, { avatars: 'none' }, { people: [{ id: 1 }] }, 'none']) {
			const { error, status } = await serve(() => data, avatars, { source: 'public' });

			expect(status).toBe('error');
			expect(error?.message).toBe('JoggAI answered without the list that was asked for');
		}
	});

	it.each([[{ avatars: null }], [null]])('that are empty may come as null: %j', async (data) => {
		const { error, items } = await serve(() => data, avatars, { source: 'public' });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('that break in the middle are an error, not half a success', async () => {
		at.world.joggAi.fault({
			match: 'GET /v2/avatars/public',
			skip: 1,
			times: 'always',
			kind: 'code',
			code: 40000,
		});

		const { error, items } = await avatars({ source: 'public', returnAll: true });

		expect(error?.message).toBe('JoggAI did not accept the values of this request: Parameter error');
		expect(items).toEqual([]);
	});
});
