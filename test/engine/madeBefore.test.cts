import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import type * as avatarVideo from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { keepFiles } from '../harness/binaries.cts';
import { type EngineOptions, json, retry } from '../harness/engine.cts';
import { numbered, reads, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const charged = () => at.world.joggAi.charges.map(({ id }) => id);

let executions = 0;
/** One more execution of the same workflow. */
const execution = async (
	parameters: INodeParameters = {},
	options: Partial<EngineOptions> & { count?: number } = {},
) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, ...parameters },
		items: numbered(options.count ?? 1),
		mode: 'manual',
		executionId: `made before ${++executions}`,
		...options,
	});

const ALWAYS = { options: { ifMadeBefore: 'always' } };
const AGAIN = { options: { ifMadeBefore: 'never' } };

describe('a video that was made before of the same request', () => {
	it('is paid for once by somebody who executes the step, adds Download, executes it again and then the workflow', async () => {
		await keepFiles('stored files');

		const first = await execution();
		const second = await execution({ download: true });
		const third = await execution({ download: true });

		expect(charged()).toHaveLength(1);
		expect(json(first.items)[0]).not.toHaveProperty('reused');
		for (const { items } of [second, third]) {
			expect(json(items)).toEqual([
				expect.objectContaining({ id: charged()[0], status: 'completed', reused: true }),
			]);
			expect(items[0].binary?.data).toBeDefined();
		}
	});

	it('is waited for where it is still being made', async () => {
		await execution({ waitForCompletion: 'none' });

		const { items } = await execution();

		expect(json(items)).toEqual([
			expect.objectContaining({ id: charged()[0], status: 'completed', reused: true }),
		]);
		expect(writes(at.world)).toHaveLength(1);
	});

	it.each<[string, INodeParameters, Partial<EngineOptions>]>([
		['another request', { script: 'Something else.' }, {}],
		['another node', {}, { node: { id: 'other' } as Partial<INode> }],
		['Make It Again', AGAIN, {}],
		['production', {}, { mode: 'trigger' }],
	])('is never the answer to %s', async (_, parameters, options) => {
		await execution();

		const { items } = await execution(parameters, options);

		expect(charged()).toHaveLength(2);
		expect(json(items)[0]).not.toHaveProperty('reused');
	});

	it('is never the answer to another account', async () => {
		await execution();

		at.world.joggAi.settings.keys.push('sandbox-key-2');
		await execution({}, { credentials: { ...at.world.credentials, apiKey: 'sandbox-key-2' } });

		expect(writes(at.world)).toHaveLength(2);
	});

	it('gives way to the one that was made again', async () => {
		await execution();
		await execution(AGAIN);

		const { items } = await execution();

		expect(json(items)[0].id).toBe(charged()[1]);
	});

	it('stays where nothing was made again after all', async () => {
		await execution();
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000 });
		await execution(AGAIN);

		const { items } = await execution();

		expect(json(items)[0]).toMatchObject({ id: charged()[0], reused: true });
		expect(charged()).toHaveLength(1);
	});

	it('is made anew when JoggAI could not make the first one', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no voice' });
		await execution();

		const { items } = await execution();
		const { items: third } = await execution();

		expect(charged()).toHaveLength(2);
		expect(json(items)[0]).toMatchObject({ id: charged()[1], status: 'completed' });
		expect(json(third)[0]).toMatchObject({ id: charged()[1], reused: true });
	});

	it('is made anew when JoggAI does not know the first one any more', async () => {
		await execution();
		at.world.joggAi.fault({ match: ASK, kind: 'code', code: 10104 });

		await execution();

		expect(charged()).toHaveLength(2);
	});

	it('is not bought again while JoggAI cannot be asked for the first one', async () => {
		await execution();
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code: 50000 });

		const { error } = await execution();

		expect(error?.message).toContain('could not be asked for an earlier avatar video of the same request');
		expect(charged()).toHaveLength(1);
	});

	it('is not bought again either when n8n tries the node again meanwhile', async () => {
		await execution();
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code: 50000 });

		const { error } = await execution({}, { node: RETRY });

		expect(error?.message).toContain('could not be asked for an earlier avatar video');
		expect(charged()).toHaveLength(1);
	});

	it('is one of several for equal items: each has a job of its own, and finds it again', async () => {
		const first = await execution({}, { count: 3 });

		const second = await execution({}, { count: 4 });

		const ids = json(first.items).map(({ id }) => id);
		expect(new Set(ids).size).toBe(3);
		expect(json(second.items).map(({ id }) => id)).toEqual([...ids, charged()[3]]);
		expect(charged()).toHaveLength(4);
	});

	it('of a batch is not paid for again when one item is new', async () => {
		const script = '=Sentence {{ $json.n }}';
		await execution({ script }, { count: 5 });

		await execution({ script }, { count: 6 });

		expect(charged()).toHaveLength(6);
	});

	it('is told by one question where nobody waits', async () => {
		await execution({ waitForCompletion: 'none' });
		const before = reads(at.world).length;

		const { items } = await execution({ waitForCompletion: 'none' });

		expect(reads(at.world).length - before).toBe(1);
		expect(json(items)[0]).toMatchObject({ id: charged()[0], reused: true });
	});
});

describe('Use It Always', () => {
	/** What n8n keeps of the workflow between production executions. */
	const production = async (
		stored: { data: IDataObject },
		parameters: INodeParameters = ALWAYS,
		type = new JoggAiAvatarVideo(),
	) => {
		const staticData = JSON.parse(JSON.stringify(stored.data)) as IDataObject;
		const result = await execution(parameters, { type, mode: 'trigger', staticData });
		stored.data = JSON.parse(JSON.stringify(result.staticData)) as IDataObject;
		return result;
	};

	it('finds what an earlier production execution made, from what n8n has stored', async () => {
		const stored = { data: {} };
		await production(stored);
		// As after a restart of n8n: nothing is left in the process.
		await jest.isolateModulesAsync(async () => {
			const fresh = jest.requireActual<typeof avatarVideo>('../../nodes/AvatarVideo/JoggAiAvatarVideo.node');
			// Nor is the clock of the tests, by which the first one was made.
			const anyAge = { options: { ifMadeBefore: 'always', madeWithinDays: 3650 } };

			const { items } = await production(
				stored,
				{ ...anyAge, waitForCompletion: 'none' },
				new fresh.JoggAiAvatarVideo(),
			);

			expect(json(items)[0]).toMatchObject({ id: charged()[0], reused: true });
		});

		expect(charged()).toHaveLength(1);
	});

	it('stores hashes, IDs and times only', async () => {
		const stored = { data: {} };
		await production(stored, { ...ALWAYS, script: 'Secret plan' });

		const text = JSON.stringify(stored.data);
		expect(text).toContain(charged()[0]);
		expect(text).not.toMatch(/Secret plan|sandbox-key|http/);
	});

	it('stores the thousand newest only, in fewer than 300 bytes each', async () => {
		const parts = [{ id: 'a'.repeat(32) }];
		const one = { kind: 'avatarVideo', parts, at: 1, state: 'handedOn', execution: '123456' };
		const made = Object.fromEntries(numbered(1000).map((_, n) => [`${'f'.repeat(28)}${1000 + n}`, [one]]));
		const stored = { data: { global: { joggAi: { b: made } } } as IDataObject };

		await production(stored);

		const { joggAi } = stored.data.global as { joggAi: { b: IDataObject } };
		const kept = Object.keys(joggAi.b);
		expect(kept).toHaveLength(1000);
		expect(kept).not.toContain(`${'f'.repeat(28)}1000`);
		expect(kept).toContain(`${'f'.repeat(28)}1001`);
		expect(JSON.stringify(stored.data).length).toBeLessThan(300_000);
	});

	it('does not grow: sixty days of a row that is made anew each day', async () => {
		const stored = { data: {} as IDataObject };
		for (let day = 0; day < 60; day++) {
			await production(stored, { options: { ifMadeBefore: 'always', madeWithinDays: 1 } });
			await at.world.clock.sleep(25 * 3_600_000);
		}

		expect(charged()).toHaveLength(60);
		expect(JSON.stringify(stored.data).length).toBeLessThan(300);
	});

	it('makes anew what is older than the user wants', async () => {
		const stored = { data: {} };
		const week = { options: { ifMadeBefore: 'always', madeWithinDays: 7 } };
		await production(stored, week);
		await at.world.clock.sleep(8 * 24 * 3_600_000);

		await production(stored, week);

		expect(charged()).toHaveLength(2);
	});
});

describe('a product that was created before of the same page', () => {
	const product = async (options: Partial<EngineOptions> = {}) =>
		await at.world.run({
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromUrl', url: 'https://example.com/lamp' },
			mode: 'manual',
			executionId: `product ${++executions}`,
			...options,
		});

	it('keeps its ID in test runs, so that what is made from it need not be paid for again', async () => {
		const first = await product();
		const second = await product();

		expect(writes(at.world)).toHaveLength(1);
		expect(json(second.items)).toEqual([{ ...json(first.items)[0], reused: true }]);
	});

	it('keeps its ID when n8n tries the node again because of another one', async () => {
		const parameters = {
			operation: 'createFromUrl',
			url: '={{ "https://example.com/lamp" + $json.n }}',
		};
		const first = await product({ parameters, items: numbered(1) });
		at.world.joggAi.fault({ match: 'POST /v2/product', kind: 'code', code: 40000 });

		const second = await product({ parameters, items: numbered(2), node: RETRY });

		const [lamp] = json(first.items);
		expect(json(second.items)[0]).toMatchObject({ productId: lamp.productId, reused: true });
		expect(writes(at.world)).toHaveLength(3);
	});

	it('is created anew in production', async () => {
		await product();
		await product({ mode: 'trigger' });

		expect(writes(at.world)).toHaveLength(2);
	});
});

describe('what n8n keeps for the workflow', () => {
	/** Another node's counter, and what the JoggAI Trigger needs to know its endpoint. */
	const OTHERS = { global: { counter: 7 }, 'node:JoggAI Trigger': { production: { endpointId: 'e' } } };
	const production = { mode: 'trigger', staticData: OTHERS } as const;

	it.each([
		['woken once', 3],
		['woken several times, with more items than one minute takes', 45],
	])('keeps everything of others when the execution was %s', async (_how, count) => {
		const options = {
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, ...ALWAYS, script: '=Row {{ $json.n }}', waitForCompletion: 'pause' },
			items: numbered(count),
			executionId: 'asleep',
		};
		let result = await at.world.run({ ...options, ...production });
		expect(result.status).toBe('waiting');
		// All is bought before the first sleep, while it can still be remembered.
		expect(charged()).toHaveLength(count);
		const remembered = result.staticData;
		expect(remembered).toMatchObject(OTHERS);
		while (result.status === 'waiting')
			result = await at.world.wake({ ...options, mode: 'trigger', staticData: remembered }, result);

		expect(result.status).toBe('success');
		expect(result.staticData).toEqual(remembered);

		const nextDay = await at.world.run({
			...options,
			mode: 'trigger',
			executionId: 'next day',
			staticData: result.staticData,
		});
		expect(json(nextDay.items).map(({ id }) => id)).toEqual(charged());
		expect(charged()).toHaveLength(count);
	});

	it('keeps everything when the execution is retried', async () => {
		const options = {
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, ...ALWAYS },
			items: numbered(1),
			executionId: 'retried',
			...production,
		};
		at.world.joggAi.fault({ match: CREATE, times: 1, kind: 'code', code: 40000 });
		const failed = await at.world.run(options);
		expect(failed.status).toBe('error');

		const retried = await retry({ credentials: at.world.credentials, ...options }, failed);

		expect(retried.status).toBe('success');
		expect(retried.staticData).toEqual(OTHERS);
		expect(charged()).toHaveLength(1);
	});
});

describe('whether an earlier video is still there', () => {
	it.each([
		['a page of a firewall', { kind: 'html', httpStatus: 403 } as const],
		['a page of a proxy', { kind: 'html', httpStatus: 404 } as const],
		['a code nobody knows', { kind: 'code', code: 12345, msg: 'busy, ask later' } as const],
		['no permission to ask', { kind: 'code', code: 18025 } as const],
		['a fault of JoggAI', { kind: 'code', code: 50000 } as const],
	])(
		'cannot be told from %s: nothing is bought, and it is there when JoggAI answers again',
		async (_, fault) => {
			await execution({}, { mode: 'manual' });
			at.world.joggAi.fault({ match: 'GET /v2/avatar_video/{id}', times: 5, ...fault });

			const { error } = await execution({ waitForCompletion: 'none' }, { mode: 'manual' });
			at.world.joggAi.clearFaults();
			const { items } = await execution({ waitForCompletion: 'none' }, { mode: 'manual' });

			expect(error?.message).toContain('could not be asked for an earlier avatar video of the same request');
			expect(json(items)[0]).toMatchObject({ id: charged()[0], reused: true });
			expect(charged()).toHaveLength(1);
		},
	);
});
