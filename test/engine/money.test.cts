import type { INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { JoggAiProductAvatar } from '../../nodes/ProductAvatar/JoggAiProductAvatar.node';
import { JoggAiProductVideo } from '../../nodes/ProductVideo/JoggAiProductVideo.node';
import { json, retry } from '../harness/engine.cts';
import { byId } from '../harness/form.cts';
import { watchLog } from '../harness/log.cts';
import { reply, startServer } from '../harness/servers.cts';
import { numbered, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, RETRY, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const videos = (count: number, parameters: INodeParameters = {}, node: Partial<INode> = {}) => ({
	type: new JoggAiAvatarVideo(),
	parameters: { ...AVATAR_VIDEO, script: '=Item {{ $json.n }}', ...parameters },
	items: numbered(count),
	credentials: at.world.credentials,
	node,
});
const charged = () => at.world.joggAi.charges.map(({ id }) => id);

describe('a reply of any shape', () => {
	const previews = {
		type: new JoggAiProductVideo(),
		parameters: {
			resource: 'preview',
			operation: 'create',
			productId: 'p1',
			visualStyles: ['One', 'Two'],
			avatar: byId('81'),
			waitForCompletion: 'none',
		},
		node: RETRY,
	};

	it.each([
		[
			'numbers for IDs',
			[
				{ visual_style: 'One', preview_id: 71 },
				{ visual_style: 'Two', preview_id: 72 },
			],
			['71', '72'],
		],
		[
			'a refused style without an ID',
			[{ preview_id: null, err_msg: 'no such style' }, { preview_id: 'b' }],
			[undefined, 'b'],
		],
		['nothing in a place of the list', [null, { preview_id: 'a' }], ['a']],
	])('has %s and is bought once, with every ID handed on', async (_what, list, ids) => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data: { previews: list } })));

		const { items, error } = await at.world.run({
			...previews,
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(error).toBeUndefined();
		expect(json(items).map(({ id }) => id)).toEqual(ids);
		expect(server.received).toHaveLength(1);
	});

	it('that says no ID at all is told and not bought again by Retry On Fail', async () => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data: { previews: 'soon' } })));

		const { error } = await at.world.run({
			...previews,
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(error?.message).toContain('nobody learned whether JoggAI accepted the preview');
		expect(server.received).toHaveLength(1);
	});

	it('is believed without its code when it names the job that was asked for', async () => {
		const server = await startServer(reply(200, JSON.stringify({ data: { video_id: 4711 } })));

		const { items } = await at.world.run({
			...videos(1, { waitForCompletion: 'none' }),
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(json(items)).toEqual([
			{ kind: 'avatarVideo', id: '4711', status: 'processing', estimatedCredits: 1 },
		]);
	});

	it('with a product that has no ID is no success', async () => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data: { name: 'Lamp' } })));

		for (const simplify of [true, false]) {
			const { error, items } = await at.world.run({
				type: new JoggAiProduct(),
				parameters: { operation: 'createFromDetails', name: 'Lamp', simplify },
				credentials: { ...at.world.credentials, domain: server.url },
			});
			expect(error?.message).toBe('JoggAI created the product but did not say its ID');
			expect(items).toEqual([]);
		}
	});
});

describe('a batch of product avatar images', () => {
	const status = async (data: object) => {
		const server = await startServer(reply(200, JSON.stringify({ code: 0, data })));
		const result = await at.world.run({
			type: new JoggAiProductAvatar(),
			parameters: { operation: 'getImages', batchId: 'b1' },
			credentials: { ...at.world.credentials, domain: server.url },
		});
		return json(result.items)[0] ?? { error: result.error?.message };
	};
	const image = (n: number) => ({
		generation_id: `g${n}`,
		status: 'completed',
		url: `https://f.example/${n}.png`,
	});

	it('is not over while JoggAI counts more images than it lists', async () => {
		const summary = { total: 4, pending: 1, processing: 1, completed: 2, failed: 0 };

		expect(await status({ summary, generations: [image(1), image(2)] })).toMatchObject({
			status: 'processing',
			completedImages: 2,
		});
	});

	it.each([
		[{ total: 2, pending: 0, processing: 0, completed: 2, failed: 0 }, { status: 'completed' }],
		[{ total: 2, pending: 0, processing: 0, completed: 0, failed: 2 }, { status: 'failed' }],
	])('ends by the count %j although there is no list', async (summary, expected) => {
		expect(await status({ summary, generations: null })).toMatchObject(expected);
	});
});

describe('a run that stops', () => {
	it('names the items of which nobody knows whether JoggAI accepted them', async () => {
		at.world.joggAi.fault({ match: CREATE, times: 3, kind: 'truncated' });
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000 });

		const { error } = await at.world.run(videos(6, { waitForCompletion: 'none' }));

		const told = `${error?.message} ${error?.description}`;
		const unknown = [0, 1, 2].filter(
			(item) => !told.includes('not known whether JoggAI accepted this request') || item > 0,
		);
		for (const item of unknown)
			expect(told).toMatch(new RegExp(`accepted and charged items? [\\d, ]*\\b${item}\\b`));
		for (const id of charged().slice(3)) expect(told).toContain(id);
		expect(told).not.toMatch(/Nothing was charged\./);
	});

	it('lists a job that failed as the reason, not among those still to be had', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no voice' });

		const { error } = await at.world.run(videos(2));

		const [failed] = charged();
		expect(error?.message).toContain(failed);
		const [, stillToBeHad = ''] = /still to be had: (.*?)\)\./.exec(error?.description ?? '') ?? [];
		expect(stillToBeHad).not.toContain(failed);
		expect(error?.description).toContain(`JoggAI could not make them: avatar video ${failed}`);
	});
});

describe("n8n's own Retry of an execution that failed", () => {
	it('picks up what was bought, and buys only the job that failed', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'failJob', message: 'no voice' });
		const options = videos(4);
		const failed = await at.world.run(options);
		const first = charged();

		const { items, error } = await retry(options, failed);

		expect(error).toBeUndefined();
		expect(first).toHaveLength(4);
		expect(charged()).toHaveLength(5);
		const made = first.map((id, item) => (item === 2 ? charged()[4] : id));
		expect(json(items).map(({ id }) => id)).toEqual(made);
	});

	it('gives each of several equal requests a job of its own', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'code', code: 40000 });
		const options = videos(3, { script: 'The same for all' });
		const failed = await at.world.run(options);

		const { items } = await retry(options, failed);

		expect(charged()).toHaveLength(3);
		expect(new Set(json(items).map(({ id }) => id))).toEqual(new Set(charged()));
	});

	it('never sends again what nobody knows the outcome of, and says what to do', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'truncated' });
		const options = videos(1);
		const failed = await at.world.run(options);

		const { error } = await retry(options, failed);

		expect(writes(at.world)).toHaveLength(1);
		expect(error?.message).toContain('nobody learned whether JoggAI accepted the avatar video');
		expect(error?.description).toContain('run the workflow anew');
	});

	it('stores hashes and IDs only', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'code', code: 40000 });

		const { run } = await at.world.run(videos(2, { script: '=Secret plan {{ $json.n }}' }));

		const stored = JSON.stringify(run.data.executionData?.contextData);
		expect(stored).toContain(charged()[0]);
		expect(stored).not.toContain('Secret plan');
		expect(stored).not.toContain('sandbox-key');
	});
});

describe('the log of n8n', () => {
	it('names workflow, execution and item of a request whose outcome nobody knows', async () => {
		const log = watchLog('warn');
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'truncated' });

		await at.world.run(videos(2));

		log.restore();
		expect(log.messages).toEqual([
			expect.stringMatching(
				/^Node \(workflow w\d+, execution 1, item 1\): .*Nobody knows whether JoggAI accepted it$/,
			),
		]);
	});

	it('explains once why a batch waits for more than a minute', async () => {
		const log = watchLog('info');

		await at.world.run(videos(25, { waitForCompletion: 'none' }));

		log.restore();
		const waits = log.messages.filter((message) => message.includes('for its turn'));
		expect(waits).toEqual([expect.stringContaining('because JoggAI takes 20 creating requests a minute')]);
	});
});
