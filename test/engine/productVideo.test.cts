import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { MUSICS } from '../../sandbox/data/catalog.cts';
import { OWN_AVATARS, PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { VOICES } from '../../sandbox/data/voices.cts';
import { byId } from '../harness/form.cts';
import { addProduct } from '../harness/products.cts';
import { json } from '../harness/engine.cts';
import { reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiProductVideo();

let productId: string;
beforeEach(async () => {
	productId = await addProduct(at.world);
	at.world.joggAi.requests.length = 0;
});

const least = (): INodeParameters => ({
	operation: 'create',
	productId,
	avatarSource: 'public',
	avatar: byId(PUBLIC_AVATARS[0].id),
});
const run = async (parameters: INodeParameters, more: object = {}) =>
	await at.world.run({ type: type(), parameters, ...more });
const bodies = () => writes(at.world).map(({ body }) => body);

const leastBody = () => ({
	product_id: productId,
	video_spec: { aspect_ratio: 'landscape', length: '30' },
	avatar: { type: 0, id: PUBLIC_AVATARS[0].id },
	voice: {},
	audio: {},
	script: { style: 'Storytime', language: 'english' },
});

describe('Product Video → Video: Create', () => {
	it.each(['0', 0])('sends the number %j of no music as it is', async (music) => {
		const { error } = await run({ ...least(), options: { music: { __rl: true, mode: 'id', value: music } } });

		expect(error).toBeUndefined();
		expect(bodies()).toMatchObject([{ audio: { music_id: 0 } }]);
	});

	it('warns at Own Script that JoggAI may ignore it, and names what works', () => {
		const collections = type().description.properties.filter(({ name }) => name === 'options');
		const fields = collections.flatMap(({ options = [] }) => options as INodeProperties[]);
		const own = fields.filter(({ name }) => name === 'ownScript');

		expect(own).toHaveLength(2);
		for (const { hint } of own) expect(hint).toMatch(/ignore.*JoggAI Avatar Video.*template/);
	});

	it('sends what JoggAI insists on, voice and audio even when empty, and returns the finished video', async () => {
		const { items, error } = await run(least());

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([leastBody()]);
		expect(items).toEqual([
			{
				json: {
					kind: 'productVideo',
					id: at.world.joggAi.charges[0].id,
					status: 'completed',
					title: 'Product video',
					videoUrl: expect.stringMatching(/\.mp4$/),
					coverUrl: expect.stringMatching(/\.jpg$/),
					creditsUsed: 1,
					createdAt: expect.stringMatching(/^2026-10-01T/),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sends every option under the name that JoggAI gives it', async () => {
		const own = OWN_AVATARS.find(({ readiness }) => readiness === 'completed');
		const { error } = await run({
			...least(),
			aspectRatio: 'portrait',
			videoLength: '60',
			avatarSource: 'photo',
			avatar: byId(own?.id),
			language: 'traditional-chinese',
			waitForCompletion: 'none',
			options: {
				music: byId(MUSICS[4].id),
				callbackUrl: ' https://example.com/ready ',
				captions: true,
				ownScript: 'Meet the lamp.',
				scriptStyle: "Don't Worry",
				videoName: 'Lamp',
				visualStyle: byId('Story Cards'),
				voice: byId(VOICES[2].voice_id),
			},
		});

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				product_id: productId,
				visual_style: 'Story Cards',
				video_spec: { aspect_ratio: 'portrait', length: '60', caption: true, name: 'Lamp' },
				avatar: { type: 1, id: own?.id },
				voice: { id: VOICES[2].voice_id },
				audio: { music_id: MUSICS[4].id },
				script: { style: "Don't Worry", language: 'traditional-chinese' },
				override_script: 'Meet the lamp.',
				webhook_url: 'https://example.com/ready',
			},
		]);
	});

	it('leaves options out that were added but not filled in', async () => {
		const { error } = await run({
			...least(),
			waitForCompletion: 'none',
			options: {
				music: byId(''),
				callbackUrl: '',
				ownScript: ' ',
				videoName: '',
				visualStyle: byId(''),
				voice: byId(''),
			},
		});

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([leastBody()]);
	});

	it('takes IDs out of items, numbers as well as texts', async () => {
		const { error } = await run(
			{
				...least(),
				avatar: byId('={{ $json.avatar }}'),
				videoLength: '={{ $json.seconds }}',
				waitForCompletion: 'none',
				options: { music: byId('={{ $json.music }}') },
			},
			{ items: [{ json: { avatar: String(PUBLIC_AVATARS[1].id), seconds: 15, music: '7' } }] },
		);

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			expect.objectContaining({
				video_spec: { aspect_ratio: 'landscape', length: '15' },
				avatar: { type: 0, id: PUBLIC_AVATARS[1].id },
				audio: { music_id: 7 },
			}),
		]);
	});

	it.each([
		['an empty product ID', { productId: ' ' }, "'Product ID' is empty"],
		['an avatar that is a name', { avatar: byId('Anna') }, "'Avatar' must be a number"],
		[
			'music that is a name',
			{ options: { music: byId('Calm Morning') } },
			"'Background Music' must be a number",
		],
		[
			'a callback that is no address',
			{ options: { callbackUrl: 'example.com' } },
			"'Callback URL' must be a web address",
		],
	])('refuses %s before anything is sent', async (_, parameters, complaint) => {
		const { error } = await run({ ...least(), ...(parameters as INodeParameters) });

		expect(error?.message).toContain(complaint);
		expect(writes(at.world)).toEqual([]);
	});

	it('reads the ID under the name of the spec and under that of the guide', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const { items, error } = await run(least());

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({
				id: at.world.joggAi.charges[0].id,
				status: 'completed',
				durationSeconds: 30,
			}),
		]);
		expect(new Set(reads(at.world).map(({ path }) => path))).toEqual(
			new Set([`/v2/product_video/${at.world.joggAi.charges[0].id}`]),
		);
	});

	it('tells the reason of a video that failed, and its ID', async () => {
		at.world.joggAi.fault({
			match: 'POST /v2/create_video_from_product',
			kind: 'failJob',
			message: 'product page vanished',
		});
		const { error } = await run(least());

		expect(error?.message).toBe(
			`JoggAI could not make the product video ${at.world.joggAi.charges[0].id}: product page vanished`,
		);
	});

	it('puts the finished film into a binary field', async () => {
		const { items, error } = await run({
			...least(),
			download: true,
			options: { binaryPropertyName: 'film' },
		});

		expect(error).toBeUndefined();
		expect(items[0].binary?.film).toMatchObject({
			mimeType: 'video/mp4',
			fileName: `productVideo-${String(json(items)[0].id)}.mp4`,
		});
	});

	it('returns the data of JoggAI untouched when Simplify is off', async () => {
		const { items } = await run({ ...least(), options: { simplify: false } });

		expect(json(items)[0]).toMatchObject({
			status: 'completed',
			deducted_credit: 1,
			video_url: expect.any(String),
		});
		expect(json(items)[0]).not.toHaveProperty('kind');
	});
});

describe('Product Video → Video: Get', () => {
	const start = async () => String(json((await run({ ...least(), waitForCompletion: 'none' })).items)[0].id);

	it('tells how a chosen video is doing, without waiting', async () => {
		const id = await start();
		const { items, error } = await run({ operation: 'get', videoId: byId(` ${id} `) });

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({ kind: 'productVideo', id, status: 'processing' }),
		]);
	});

	it('waits for it when the user wants that', async () => {
		const id = await start();
		const { items } = await run({ operation: 'get', videoId: byId(id), waitForCompletion: 'wait' });

		expect(json(items)).toEqual([
			expect.objectContaining({ id, status: 'completed', videoUrl: expect.any(String) }),
		]);
	});

	it('refuses an expression that yields no ID', async () => {
		const { error } = await run({ operation: 'get', videoId: byId('={{ $json.id }}') });

		expect(error?.message).toBe("'Product Video' is empty");
		expect(reads(at.world)).toEqual([]);
	});
});

describe('Product Video → Video: Get Many', () => {
	const many = async (count: number) => {
		at.world.joggAi.settings.postsPerWindow = 1000;
		const items = Array.from({ length: count }, (_, n) => ({ json: { n } }));
		const parameters = {
			...least(),
			waitForCompletion: 'none',
			options: { videoName: '=Video {{ $json.n }}' },
		};
		const credentials = { ...at.world.credentials, requestsPerMinute: 1000 };
		await run(parameters, { items, credentials });
		at.world.joggAi.requests.length = 0;
	};

	it('returns the newest fifty in the shape that finished jobs have', async () => {
		await many(3);
		await at.world.clock.sleep(400_000);
		const { items, error } = await run({ operation: 'getMany' });

		expect(error).toBeUndefined();
		expect(reads(at.world).map(({ query }) => query)).toEqual([
			{ page: '1', page_size: '50', sort_by: 'created_at', sort_order: 'desc' },
		]);
		expect(json(items).map(({ title }) => title)).toEqual(['Video 2', 'Video 1', 'Video 0']);
		expect(json(items)[0]).toEqual({
			kind: 'productVideo',
			id: at.world.joggAi.charges[2].id,
			status: 'completed',
			title: 'Video 2',
			videoUrl: expect.any(String),
			coverUrl: expect.any(String),
			durationSeconds: 30,
			createdAt: expect.any(String),
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it('walks to the last page, oldest first, those of one status only', async () => {
		await many(203);
		const { items, error } = await run({
			operation: 'getMany',
			returnAll: true,
			sortOrder: 'asc',
			filters: { status: '3' },
		});

		expect(error).toBeUndefined();
		expect(reads(at.world).map(({ query }) => query)).toEqual(
			['1', '2', '3'].map((page) => ({
				page,
				page_size: '100',
				sort_by: 'created_at',
				sort_order: 'asc',
				status: '3',
			})),
		);
		expect(json(items).map(({ title }) => title)).toEqual(
			Array.from({ length: 203 }, (_, n) => `Video ${n}`),
		);
	});

	it('returns no item where nothing matches', async () => {
		await many(1);
		const { items, error } = await run({ operation: 'getMany', filters: { status: '5' } });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});
