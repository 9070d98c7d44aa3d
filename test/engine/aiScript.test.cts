import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { json } from '../harness/engine.cts';
import { reply, startServer } from '../harness/servers.cts';
import { reads, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const LAMP: INodeParameters = {
	operation: 'generate',
	productSource: 'details',
	productName: 'Lamp',
	productDescription: 'A foldable lamp',
	language: 'english',
	scriptStyle: 'Storytime',
	videoLength: '30',
};
const run = async (parameters: INodeParameters = {}) =>
	await at.world.run({ type: new JoggAiAiScript(), parameters: { ...LAMP, ...parameters } });
const paid = () => at.world.joggAi.charges[0].id;

describe('AI Script → Generate', () => {
	it('sends the described product and what was chosen, and nothing else', async () => {
		await run({ options: { targetAudience: 'Students' } });

		expect(writes(at.world).map(({ path, body }) => ({ path, body }))).toEqual([
			{
				path: '/v2/ai_scripts',
				body: {
					product_info: { source_type: 'details', data: { name: 'Lamp', description: 'A foldable lamp' } },
					language: 'english',
					script_style: 'Storytime',
					video_length_seconds: '30',
					target_audience: 'Students',
				},
			},
		]);
	});

	it('returns the best match as one text that a video node can speak', async () => {
		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: expect.objectContaining({
					kind: 'aiScript',
					id: paid(),
					status: 'completed',
					style: 'Storytime',
					script: expect.stringContaining('Lamp'),
					paragraphs: expect.any(Array),
				}),
				pairedItem: { item: 0 },
			},
		]);
		const [{ script, paragraphs }] = json(items);
		expect(script).toBe((paragraphs as string[]).join('\n'));
	});

	it('returns every variation as an item of its own, all paired', async () => {
		const { items } = await run({ scriptsToReturn: 'all' });

		expect(items.map(({ json: { variation, id } }) => [variation, id])).toEqual(
			[1, 2, 3].map((n) => [n, paid()]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	it.each([['guide'], ['spec']] as const)('reads the %s dialect', async (dialect) => {
		at.world.joggAi.settings.dialect = dialect;

		const { items } = await run({ scriptsToReturn: 'all' });

		expect(items).toHaveLength(3);
		for (const { json: one } of items)
			expect(one).toMatchObject({ script: expect.stringContaining('Lamp'), style: expect.any(String) });
	});

	it('asks every five seconds', async () => {
		at.world.joggAi.settings.speed = 15 / 32;

		await run();

		expect(reads(at.world).map(({ at: moment }) => (moment - writes(at.world)[0].at) / 1000)).toEqual([
			5, 10, 15, 20, 25, 30, 35,
		]);
	});

	it('hands on JoggAI’s own data in raw mode', async () => {
		const { items } = await run({ options: { simplify: false } });

		expect(json(items)).toEqual([
			{ task_id: paid(), status: 'completed', data: { generated_scripts: expect.any(Array) }, err_msg: '' },
		]);
	});

	it('tells a failed request with JoggAI’s reason', async () => {
		const { error } = await run({ productDescription: 'A lamp [fail: too little to say]' });

		expect(error?.message).toBe(`JoggAI could not make the AI script ${paid()}: too little to say`);
	});
});

describe('replies that the sandbox does not give', () => {
	const finished = async (data: object, parameters: INodeParameters = {}) => {
		const server = await startServer((request, response) => {
			const body =
				request.method === 'POST' ? { task_id: 't1' } : { task_id: 't1', status: 'completed', ...data };
			reply(200, JSON.stringify({ code: 0, msg: 'ok', data: body }))(request, response);
		});
		const result = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: { ...LAMP, ...parameters },
			credentials: { ...at.world.credentials, domain: server.url },
		});
		return result;
	};

	it.each([
		['no scripts at all', {}],
		['an empty list', { data: { generated_scripts: [] } }],
		[
			'scripts without a word',
			{ data: { generated_scripts: [{ script_style: 'Storytime', script_paragraphs: [] }] } },
		],
		['nothing where the list should be', { data: null, scripts: null }],
	])('finished with %s is an error with the ID, not an empty success', async (_what, data) => {
		for (const simplify of [true, false]) {
			const { error, status } = await finished(data, { options: { simplify } });

			expect(status).toBe('error');
			expect(error?.message).toContain('t1');
			expect(error?.message).toContain('returned nothing');
		}
	});

	it('without a script in the wanted style the first one comes with a note', async () => {
		const { items } = await finished({
			data: {
				generated_scripts: [
					{ script_style: 'Data', script_paragraphs: ['a', 'b'] },
					{ script_style: 'Discovery', script_paragraphs: ['c'] },
				],
			},
		});

		expect(json(items)).toEqual([
			expect.objectContaining({
				style: 'Data',
				script: 'a\nb',
				warning: expect.stringContaining('"Storytime"'),
			}),
		]);
	});

	it('a single script in another style comes with the note too', async () => {
		const { items } = await finished({
			data: { generated_scripts: [{ script_style: 'Data', script_paragraphs: ['a'] }] },
		});

		expect(json(items)).toEqual([
			expect.objectContaining({ style: 'Data', warning: expect.stringContaining('"Storytime"') }),
		]);
	});
});

describe('AI Script → Get', () => {
	it('chooses among the scripts also where it waits for them', async () => {
		const scriptId = (await run({ waitForCompletion: 'none' })).items[0].json.id as string;

		const { items } = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: { operation: 'get', scriptId, waitForCompletion: 'wait' },
		});

		expect(json(items)).toEqual([
			expect.objectContaining({ id: scriptId, status: 'completed', variation: 1 }),
		]);
	});

	it('returns the scripts of an earlier request, one or all, or its status', async () => {
		const scriptId = (await run({ waitForCompletion: 'none' })).items[0].json.id as string;

		const early = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: { operation: 'get', scriptId },
		});
		await at.world.clock.sleep(60_000);
		const late = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: { operation: 'get', scriptId, scriptsToReturn: 'all' },
		});
		const best = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: { operation: 'get', scriptId },
		});

		expect(json(early.items)).toEqual([expect.objectContaining({ id: scriptId, status: 'processing' })]);
		expect(late.items).toHaveLength(3);
		expect(json(best.items)).toEqual(json(late.items).slice(0, 1));
	});
});
