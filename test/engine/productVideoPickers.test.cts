import type { INodeParameters } from 'n8n-workflow';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { PUBLIC_AVATARS } from '../../sandbox/data/avatars.cts';
import { MUSICS, VISUAL_STYLES } from '../../sandbox/data/catalog.cts';
import { byId, menu, search } from '../harness/form.cts';
import { addProduct } from '../harness/products.cts';
import { reads } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiProductVideo();
const find = async (method: string, parameters: INodeParameters = {}, filter?: string, token?: string) =>
	await search({ type: type(), method, credentials: at.world.credentials, parameters }, filter, token);

const stylesOf = (ratio: string) =>
	VISUAL_STYLES.filter(({ ratios }) => ratios.includes(ratio)).map(({ name }) => name);

describe('the visual styles of Product Video', () => {
	it.each(['landscape', 'portrait', 'square'])(
		'follow the aspect ratio %s in both fields, with the name as value',
		async (aspectRatio) => {
			const { results } = await find('searchVisualStyles', { aspectRatio });
			const ticked = await menu({
				type: type(),
				method: 'getVisualStyles',
				credentials: at.world.credentials,
				parameters: { aspectRatio },
			});

			const expected = stylesOf(aspectRatio).map((name) => ({ name, value: name }));
			expect(results).toEqual(expected.map((one) => expect.objectContaining(one)));
			expect(ticked).toEqual(expected);
			expect(reads(at.world)).toHaveLength(1);
		},
	);

	it('are all there while the aspect ratio comes from an expression', async () => {
		const { results } = await find('searchVisualStyles', { aspectRatio: '={{ $json.ratio }}' });

		expect(results).toHaveLength(VISUAL_STYLES.length);
		expect(reads(at.world)[0].query).toEqual({});
	});

	it('link to a picture of the style where JoggAI has one', async () => {
		at.world.joggAi.settings.dialect = 'guide';
		const { results } = await find('searchVisualStyles', {}, 'paper');

		expect(results).toEqual([{ name: 'Paper Cut', value: 'Paper Cut', url: expect.stringMatching(/^http/) }]);
	});

	it('say what is wrong where they cannot be listed', async () => {
		at.world.joggAi.settings.keys = [];
		const ticked = menu({ type: type(), method: 'getVisualStyles', credentials: at.world.credentials });

		const refused = { message: 'JoggAI did not accept the API key', httpCode: '401' };
		await expect(ticked).rejects.toMatchObject(refused);
		await expect(find('searchVisualStyles')).rejects.toMatchObject(refused);
	});
});

describe('the music of Product Video', () => {
	it.each(['spec', 'guide'] as const)('tells how long a piece is and links to it (%s)', async (dialect) => {
		at.world.joggAi.settings.dialect = dialect;
		const { results, paginationToken } = await find('searchMusic');

		expect(results).toHaveLength(MUSICS.length);
		expect(results[0]).toEqual({
			name: 'Bright Morning (1:00)',
			value: '1',
			url: expect.stringMatching(/music-1\.mp3$/),
		});
		expect(paginationToken).toBeUndefined();
	});

	it('is found by a word of its name', async () => {
		const { results } = await find('searchMusic', {}, 'calm');

		expect(results.map(({ name }) => name)).toEqual(
			MUSICS.filter(({ name }) => name.startsWith('Calm')).map(({ name }) => expect.stringContaining(name)),
		);
	});
});

describe('product videos and previews to choose from', () => {
	const started = async (parameters: INodeParameters) => {
		const productId = await addProduct(at.world);
		const least = {
			operation: 'create',
			productId,
			avatar: byId(PUBLIC_AVATARS[0].id),
			waitForCompletion: 'none',
		};
		await at.world.run({ type: type(), parameters: { ...least, ...parameters } });
		return at.world.joggAi.charges.map(({ id }) => id);
	};

	it.each(['spec', 'guide'] as const)(
		'list videos with title, status and time, the newest first (%s)',
		async (dialect) => {
			await started({ options: { videoName: 'Lamp' } });
			await at.world.clock.sleep(400_000);
			const [older, newer] = await started({ options: { videoName: 'Chair' } });
			at.world.joggAi.settings.dialect = dialect;
			const { results } = await find('searchProductVideos');

			expect(results).toEqual([
				{ name: 'Chair (processing, 2026-10-01 00:06)', value: newer, url: undefined },
				{ name: 'Lamp (completed, 2026-10-01 00:00)', value: older, url: expect.stringMatching(/\.mp4$/) },
			]);
		},
	);

	it('go on with the next page', async () => {
		await started({});
		const [job] = at.world.joggAi.jobs;
		for (let n = 0; n < 120; n++) at.world.joggAi.jobs.push({ ...job, id: `copy-${n}` });
		const first = await find('searchProductVideos');
		const second = await find('searchProductVideos', {}, undefined, first.paginationToken as string);

		expect(first.results).toHaveLength(100);
		expect(second.results.map(({ value }) => value)).toEqual([
			...Array.from({ length: 20 }, (_, n) => `copy-${19 - n}`),
			job.id,
		]);
		expect(second.paginationToken).toBeUndefined();
	});

	it.each(['spec', 'guide'] as const)(
		'offer finished previews only for rendering, all of them for a look (%s)',
		async (dialect) => {
			const [finished] = await started({ resource: 'preview', visualStyles: ['Paper Cut'] });
			await at.world.clock.sleep(300_000);
			const [, running] = await started({ resource: 'preview', visualStyles: ['Blueprint'] });
			at.world.joggAi.settings.dialect = dialect;

			expect((await find('searchFinishedPreviews')).results).toEqual([
				{
					name: 'Preview – Paper Cut (2026-10-01 00:00)',
					value: finished,
					url: expect.stringMatching(/\.mp4$/),
				},
			]);
			expect((await find('searchPreviews')).results.map(({ value }) => value)).toEqual([running, finished]);
		},
	);
});
