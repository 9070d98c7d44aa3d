import type { INodeParameters } from 'n8n-workflow';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
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

const previews = (...visualStyles: string[]): INodeParameters => ({
	resource: 'preview',
	operation: 'create',
	productId,
	avatarSource: 'public',
	avatar: byId(PUBLIC_AVATARS[0].id),
	visualStyles,
});
const run = async (parameters: INodeParameters, more: object = {}) =>
	await at.world.run({ type: type(), parameters, ...more });
const bodies = () => writes(at.world).map(({ body }) => body);
const charged = () => at.world.joggAi.charges.map(({ id }) => id);

describe('Product Video → Preview: Create', () => {
	it('asks for all styles at once, with the language in both places, and returns an item for each', async () => {
		const { items, error } = await run({
			...previews('Paper Cut', 'Blueprint'),
			language: 'german',
			options: { videoName: 'Lamp' },
		});

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				product_id: productId,
				visual_styles: ['Paper Cut', 'Blueprint'],
				video_spec: { aspect_ratio: 'landscape', length: '30', name: 'Lamp' },
				avatar: { type: 0, id: PUBLIC_AVATARS[0].id },
				voice: {},
				audio: {},
				script: { style: 'Storytime', language: 'german' },
				language: 'german',
			},
		]);
		const finished = (index: number, visualStyle: string) => ({
			kind: 'productPreview',
			id: charged()[index],
			status: 'completed',
			visualStyle,
			title: `Lamp – ${visualStyle}`,
			videoUrl: expect.stringMatching(/\.mp4$/),
			coverUrl: expect.any(String),
			durationSeconds: 30,
			createdAt: expect.any(String),
		});
		expect(items).toEqual([
			{ json: finished(0, 'Paper Cut'), pairedItem: { item: 0 } },
			{ json: finished(1, 'Blueprint'), pairedItem: { item: 0 } },
		]);
		expect(at.world.joggAi.charges.map(({ credits }) => credits)).toEqual([0.5, 0.5]);
	});

	it('buys a style once that was chosen twice', async () => {
		const { items, error } = await run({ ...previews('Paper Cut', 'Paper Cut '), waitForCompletion: 'none' });

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([expect.objectContaining({ visual_styles: ['Paper Cut'] })]);
		expect(items).toHaveLength(1);
	});

	it('takes the styles of each item from an expression, one as well as several', async () => {
		const parameters = { ...previews(), visualStyles: '={{ $json.styles }}', waitForCompletion: 'none' };
		const { error } = await run(parameters, {
			items: [{ json: { styles: 'Paper Cut' } }, { json: { styles: ['Blueprint', 'Clean Studio'] } }],
		});

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			expect.objectContaining({ visual_styles: ['Paper Cut'] }),
			expect.objectContaining({ visual_styles: ['Blueprint', 'Clean Studio'] }),
		]);
	});

	it('refuses an item without any style before anything is sent', async () => {
		const parameters = { ...previews(), visualStyles: '={{ $json.styles }}' };
		const { error } = await run(parameters, { items: [{ json: { styles: [] } }] });

		expect(error?.message).toBe("'Visual Style Names or IDs' is empty");
		expect(writes(at.world)).toEqual([]);
	});

	it('returns a refused style as failed beside those that succeeded', async () => {
		const { items, error } = await run(previews('Story Cards', 'Paper Cut'));

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			{
				kind: 'productPreview',
				status: 'failed',
				reason: 'This visual style is not available',
				visualStyle: 'Story Cards',
			},
			expect.objectContaining({ id: charged()[0], status: 'completed', visualStyle: 'Paper Cut' }),
		]);
	});

	it('fails when every style is refused', async () => {
		const { error } = await run(previews('Story Cards', 'No such style'));

		expect(error?.message).toBe('JoggAI could not make the preview: This visual style is not available');
		expect(charged()).toEqual([]);
	});

	it('returns the IDs at once when it need not wait', async () => {
		const { items } = await run({ ...previews('Paper Cut', 'Story Cards'), waitForCompletion: 'none' });

		expect(json(items)).toEqual([
			{
				kind: 'productPreview',
				id: charged()[0],
				status: 'processing',
				visualStyle: 'Paper Cut',
				estimatedCredits: 0.5,
			},
			{
				kind: 'productPreview',
				status: 'failed',
				reason: 'This visual style is not available',
				visualStyle: 'Story Cards',
			},
		]);
		expect(reads(at.world)).toEqual([]);
	});

	it('finds the previews under the key that guides use as well', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const { items, error } = await run(previews('Paper Cut', 'Blueprint'));

		expect(error).toBeUndefined();
		expect(json(items).map(({ id, status }) => [id, status])).toEqual(
			charged().map((id) => [id, 'completed']),
		);
	});

	it('finds a preview that has slipped to the second page of the list', async () => {
		await run({ ...previews('Paper Cut'), waitForCompletion: 'none' });
		const [id] = charged();
		const own = at.world.joggAi.jobs[0];
		for (let n = 0; n < 120; n++) at.world.joggAi.jobs.push({ ...own, id: `other-${n}` });
		at.world.joggAi.requests.length = 0;

		const { items, error } = await run({
			resource: 'preview',
			operation: 'get',
			previewId: byId(id),
			waitForCompletion: 'wait',
		});

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([expect.objectContaining({ id, status: 'completed' })]);
		expect(
			reads(at.world)
				.slice(0, 2)
				.map(({ query }) => query),
		).toEqual(
			['1', '2'].map((page) => ({ page, page_size: '100', sort_by: 'created_at', sort_order: 'desc' })),
		);
	});

	it('keeps waiting when the list cannot be read for once', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/product_previews', kind: 'noData', times: 2 });
		const { items, error } = await run(previews('Paper Cut'));

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([expect.objectContaining({ status: 'completed' })]);
	});

	it('says so when a started preview never appears in the list, and does not lose its ID', async () => {
		at.world.clock.hold();
		const running = run({ ...previews('Paper Cut'), options: { maximumWait: 2 } });
		while (charged().length === 0) await new Promise(setImmediate);
		for (const job of at.world.joggAi.jobs) job.key = 'somebody else';
		at.world.clock.release();
		const { items, error } = await running;

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({
				id: charged()[0],
				status: 'processing',
				visualStyle: 'Paper Cut',
				timedOut: true,
				warning: expect.stringContaining("The preview is not in JoggAI's list"),
			}),
		]);
	});

	it('puts the films of all styles into binary fields', async () => {
		const { items } = await run({ ...previews('Paper Cut', 'Blueprint'), options: { download: true } });

		expect(items.map(({ binary }) => binary?.data.fileName)).toEqual(
			charged().map((id) => `productPreview-${id}.mp4`),
		);
	});
});

describe('Product Video → Preview: Get', () => {
	it('tells how a preview is doing', async () => {
		await run({ ...previews('Paper Cut'), waitForCompletion: 'none' });
		const { items, error } = await run({
			resource: 'preview',
			operation: 'get',
			previewId: byId(charged()[0]),
		});

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			expect.objectContaining({ kind: 'productPreview', id: charged()[0], status: 'processing' }),
		]);
	});

	it.each(['none', 'wait'])(
		'says at once that JoggAI does not list an ID (waiting: %s)',
		async (waitForCompletion) => {
			const { error } = await run({
				resource: 'preview',
				operation: 'get',
				previewId: byId('prevue'),
				waitForCompletion,
			});

			expect(error?.message).toBe("The preview is not in JoggAI's list");
			expect(at.world.clock.elapsedSeconds).toBe(0);
		},
	);
});

describe('Product Video → Preview: Get Many', () => {
	it('lists the previews in the shape that finished jobs have', async () => {
		await run(previews('Paper Cut', 'Blueprint'));
		at.world.joggAi.requests.length = 0;
		const { items, error } = await run({
			resource: 'preview',
			operation: 'getMany',
			limit: 1,
			filters: { status: '4' },
		});

		expect(error).toBeUndefined();
		expect(reads(at.world).map(({ path, query }) => [path, query])).toEqual([
			[
				'/v2/product_previews',
				{ page: '1', page_size: '1', sort_by: 'created_at', sort_order: 'desc', status: '4' },
			],
		]);
		expect(json(items)).toEqual([
			{
				kind: 'productPreview',
				id: charged()[1],
				status: 'completed',
				title: 'Preview – Blueprint',
				videoUrl: expect.any(String),
				coverUrl: expect.any(String),
				durationSeconds: 30,
				createdAt: expect.any(String),
			},
		]);
	});

	it('reads the ID where guides put it', async () => {
		await run({ ...previews('Paper Cut'), waitForCompletion: 'none' });
		at.world.joggAi.settings.dialect = 'guide';
		const { items } = await run({ resource: 'preview', operation: 'getMany', returnAll: true });

		expect(json(items)).toEqual([expect.objectContaining({ id: charged()[0], visualStyle: 'Paper Cut' })]);
	});
});

describe('Product Video → Preview: Render', () => {
	it.each(['spec', 'guide'] as const)(
		'makes the final video from a finished preview (%s)',
		async (dialect) => {
			at.world.joggAi.settings.dialect = dialect;
			await run(previews('Paper Cut'));
			const { items, error } = await run({
				resource: 'preview',
				operation: 'render',
				previewId: byId(charged()[0]),
			});

			expect(error).toBeUndefined();
			expect(writes(at.world).at(-1)).toMatchObject({
				path: '/v2/create_video_from_product/render_single_preview',
				body: { preview_id: charged()[0] },
			});
			expect(json(items)).toEqual([
				expect.objectContaining({
					kind: 'productVideo',
					id: charged()[1],
					status: 'completed',
					creditsUsed: 1,
				}),
			]);
		},
	);

	it('passes on why JoggAI will not render', async () => {
		await run({ ...previews('Paper Cut'), waitForCompletion: 'none' });
		const { error } = await run({
			resource: 'preview',
			operation: 'render',
			previewId: byId(charged()[0]),
		});

		expect(error?.message).toContain('preview_id is not finished');
	});
});
