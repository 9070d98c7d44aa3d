import type { INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { obstacleToSleep } from '../../nodes/shared/platform/engine';
import { keepFiles } from '../harness/binaries.cts';
import { type EngineResult, json, retry } from '../harness/engine.cts';
import { watchLog } from '../harness/log.cts';
import { downloads, numbered, reads, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, eachInItsOwnWorld, RETRY } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const GO_ON: Partial<INode> = { onError: 'continueRegularOutput' };

const videos = (count: number, parameters: INodeParameters = {}, node: Partial<INode> = {}) => ({
	type: new JoggAiAvatarVideo(),
	parameters: {
		...AVATAR_VIDEO,
		script: '=Sentence number {{ $json.n }}.',
		waitForCompletion: 'pause',
		...parameters,
	},
	items: numbered(count),
	node,
});
const charged = () => at.world.joggAi.charges.map(({ id }) => id);
const ids = ({ items }: EngineResult) => json(items).map(({ id }) => id);
const pairs = ({ items }: EngineResult) => items.map(({ pairedItem }) => pairedItem);
const inOrder = (count: number) => numbered(count).map((_, item) => ({ item }));
const through = async (...options: Parameters<typeof videos>) =>
	await at.world.runThroughSleeps(videos(...options));

describe('Pause the Workflow', () => {
	it('sleeps while JoggAI works, and then hands on what Wait would have', async () => {
		at.world.joggAi.settings.speed = 0.1;
		const waited = await at.world.run(videos(1, { waitForCompletion: 'wait' }));

		const result = await through(1);

		const known = ({ items }: EngineResult) => json(items).map((item) => Object.keys(item));
		expect(result.sleeps).toBeGreaterThan(1);
		expect(result.status).toBe('success');
		expect(ids(result)).toEqual([charged()[1]]);
		expect(json(result.items)[0]).toMatchObject({ kind: 'avatarVideo', status: 'completed' });
		expect(known(result)).toEqual(known(waited));
		expect(pairs(result)).toEqual([{ item: 0 }]);
		expect(writes(at.world)).toHaveLength(2);
	});

	it('is one run of the node for n8n, however often it slept', async () => {
		at.world.joggAi.settings.speed = 0.1;

		const { run, sleeps } = await through(3);

		expect(sleeps).toBeGreaterThan(1);
		expect(run.data.resultData.runData.Node).toHaveLength(1);
		expect(run.data.executionData?.nodeExecutionStack).toEqual([]);
	});

	it('asks for every open job once on waking, and for one that has ended once more at the end', async () => {
		at.world.joggAi.settings.speed = 0.5;
		const first = await at.world.run(videos(2));
		at.world.joggAi.settings.speed = 0.1;

		let result = await at.world.wake(videos(2), first);
		const afterOneWake = reads(at.world).length;
		while (result.status === 'waiting') result = await at.world.wake(videos(2), result);

		expect(afterOneWake).toBe(2);
		expect(ids(result)).toEqual(charged());
	});

	it('buys one window of the rate limit per wake: fifty items in three portions, in order, none twice', async () => {
		const portions: number[] = [];
		const options = videos(50);
		let result = await at.world.run(options);
		for (; result.status === 'waiting'; result = await at.world.wake(options, result))
			portions.push(charged().length);

		expect(portions.slice(0, 3)).toEqual([20, 40, 50]);
		expect(new Set(charged()).size).toBe(50);
		expect(ids(result)).toEqual(charged());
		expect(pairs(result)).toEqual(inOrder(50));
		expect(writes(at.world).filter(({ code }) => code !== 0)).toEqual([]);
	});

	it('buys an item once although its fields say something else each time they are read', async () => {
		const { items } = await through(3, { script: '={{ $json.n }} {{ Math.random() }}' });

		expect(items).toHaveLength(3);
		expect(charged()).toHaveLength(3);
	});

	it('keeps IDs, hashes and times only while it sleeps', async () => {
		const { run } = await at.world.run(videos(2, { script: '=Secret plan {{ $json.n }}' }));

		const stored = JSON.stringify(run.data.executionData?.contextData);
		for (const id of charged()) expect(stored).toContain(id);
		expect(stored).not.toMatch(/Secret plan|sandbox-key|http/);
	});

	it('shows the IDs with the sleeping execution, should somebody stop it', async () => {
		const { run, status } = await at.world.run(videos(2));

		expect(status).toBe('waiting');
		for (const id of charged()) expect(run.data.resultData.metadata?.joggAi).toContain(id);
	});

	it('shows through all sleeps of which item nobody knows whether it was bought', async () => {
		at.world.joggAi.settings.speed = 0.05;
		at.world.joggAi.fault({ match: CREATE, kind: 'resetAfter' });

		const asleep = await at.world.run(videos(2, {}, GO_ON));
		const again = await at.world.wake(videos(2, {}, GO_ON), asleep);

		expect(again.status).toBe('waiting');
		for (const { run } of [asleep, again])
			expect(run.data.resultData.metadata?.joggAi).toContain('charged item 0');
	});

	it('returns a job that outlasts the maximum as it stands, with its ID', async () => {
		at.world.joggAi.settings.speed = 0.001;
		const since = at.world.clock.now();

		const { items } = await through(1, { options: { maximumWait: 10 } });

		expect(json(items)[0]).toMatchObject({ id: charged()[0], status: 'processing', timedOut: true });
		expect((at.world.clock.now() - since) / 60_000).toBeGreaterThanOrEqual(9.9);
		expect((at.world.clock.now() - since) / 60_000).toBeLessThan(12);
	});

	it('downloads every file once, when all jobs have ended', async () => {
		await keepFiles('stored files');
		at.world.joggAi.settings.speed = 0.1;

		const { items } = await through(25, { download: true });

		expect(items.every(({ binary }) => binary?.data)).toBe(true);
		expect(downloads(at.world)).toHaveLength(25);
	});

	it('still asks once at the end of a maximum that is shorter than a sleep', async () => {
		const { items } = await through(1, { options: { maximumWait: 1 } });

		expect(json(items)[0]).toMatchObject({ id: charged()[0], timedOut: true });
		expect(reads(at.world)).toHaveLength(1);
	});
});

describe('Pause the Workflow, when something goes wrong', () => {
	it('fails with every started ID when a job fails, as Wait does', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'failJob', message: 'no voice' });

		const { error, status } = await through(3);

		expect(status).toBe('error');
		expect(error?.message).toContain(`${charged()[1]}: no voice`);
		for (const id of charged()) expect(`${error?.message} ${error?.description}`).toContain(id);
	});

	it("lets the others go on where the node does, and tells the failure in the item's place", async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'failJob', message: 'no voice' });

		const result = await through(3, {}, GO_ON);

		expect(json(result.items)[1]).toMatchObject({ error: expect.stringContaining('no voice') });
		expect(ids(result)).toEqual([charged()[0], undefined, charged()[2]]);
		expect(pairs(result)).toEqual(inOrder(3));
	});

	it('sends a refused item once, and an invalid one never, however often the others sleep', async () => {
		at.world.joggAi.settings.speed = 0.1;
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'code', code: 40000 });

		const { items, sleeps } = await through(
			4,
			{ script: '={{ $json.n === 3 ? "" : "Sentence " + $json.n }}' },
			GO_ON,
		);

		expect(sleeps).toBeGreaterThan(1);
		expect(writes(at.world)).toHaveLength(3);
		expect(json(items)[1].error).toBeDefined();
		expect(json(items)[3].error).toContain('Script');
		expect(charged()).toHaveLength(2);
	});

	it('puts failed items on the error output with their input, paired', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'failJob', message: 'no voice' });

		const { outputs } = await through(3, {}, { onError: 'continueErrorOutput' });

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json).toMatchObject({ n: 1, error: expect.stringContaining('no voice') });
	});

	it('sleeps for the others too where n8n never hands over an item, because a field of it cannot be worked out', async () => {
		const result = await through(
			3,
			{ script: '={{ $json.n === 1 ? null.x : "Sentence " + $json.n }}' },
			GO_ON,
		);

		expect(result.status).toBe('success');
		expect(charged()).toHaveLength(2);
		expect(ids(result)).toEqual([charged()[0], undefined, charged()[1]]);
	});

	it('tells at once that there are no credits, and does not try once more on each waking', async () => {
		at.world.joggAi.credits = 0;

		const { items, sleeps } = await through(50, {}, GO_ON);

		expect(sleeps).toBe(0);
		expect(writes(at.world).length).toBeLessThanOrEqual(20);
		expect(json(items).filter(({ error }) => error)).toHaveLength(50);
	});

	it('waits out a refusal for too many requests asleep', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, times: 1, kind: 'code', code: 429 });

		const result = await through(3);

		expect(charged()).toHaveLength(3);
		expect(new Set(ids(result))).toEqual(new Set(charged()));
		expect(writes(at.world)).toHaveLength(4);
	});

	it('stands in line once per wake although another batch keeps the window full', async () => {
		const other = at.world.run({ ...videos(100, { waitForCompletion: 'none' }) });

		const result = await through(2);

		expect(new Set(ids(result)).size).toBe(2);
		expect((await other).items).toHaveLength(100);
	});

	it("buys nothing again when n8n tries the node again, and only the failed job on n8n's own Retry", async () => {
		at.world.joggAi.settings.speed = 0.1;
		at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'failJob', message: 'no voice' });
		const options = videos(4, {}, RETRY);
		const failed = await at.world.runThroughSleeps(options);
		const first = charged();

		const retried = await retry({ credentials: at.world.credentials, ...options }, failed);
		let result = retried;
		while (result.status === 'waiting') result = await at.world.wake(options, result);

		expect(failed.status).toBe('error');
		expect(first).toHaveLength(4);
		expect(charged()).toHaveLength(5);
		expect(ids(result)).toEqual(first.map((id, item) => (item === 2 ? charged()[4] : id)));
	});

	it('sleeps although its first item has failed, which n8n would try again at once', async () => {
		at.world.joggAi.settings.speed = 0.1;
		const script = '={{ $json.n === 0 ? "" : "Sentence " + $json.n }}';

		const result = await through(3, { script }, { ...GO_ON, ...RETRY });

		expect(result.sleeps).toBeGreaterThan(1);
		expect(result.status).toBe('success');
		expect(ids(result)).toEqual([undefined, ...charged()]);
		expect(json(result.items)[0].error).toContain('Script');
		expect(charged()).toHaveLength(2);
	});

	it('buys nothing more once JoggAI could not make an item, as Wait does', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no voice' });

		const { error } = await through(100);

		expect(error?.message).toContain(`${charged()[0]}: no voice`);
		expect(charged().length).toBeLessThan(100);
	});

	it('leaves a failed job failed when n8n tries the node again and the others sleep once more', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no voice' });
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000 });

		const result = await through(2, {}, { ...GO_ON, ...RETRY });

		expect(charged()).toHaveLength(2);
		expect(json(result.items)[0].error).toContain('no voice');
		expect(ids(result)[1]).toBe(charged()[1]);
	});

	it("buys an item once that comes when the others sleep already, as with n8n's Batching", async () => {
		at.world.joggAi.settings.speed = 0.1;
		const batching = { batch: { batchSize: 2, batchInterval: 200 } };

		const result = await through(
			4,
			{ script: '={{ $json.n }} {{ Math.random() }}', requestOptions: { batching } },
			GO_ON,
		);

		expect(charged()).toHaveLength(4);
		expect(ids(result)).toEqual(charged());
	});

	it('ends at once on Stop while it is awake', async () => {
		at.world.joggAi.settings.speed = 0.1;
		at.world.joggAi.fault({ match: 'GET /v2/avatar_video/{id}', times: 50, kind: 'html', httpStatus: 503 });
		const options = videos(2);
		const asleep = await at.world.run(options);
		let stop = () => {};
		const ended = at.world.wake(
			{ ...options, onStart: (execution) => (stop = () => execution.cancel()) },
			asleep,
		);
		while (reads(at.world).length === 0) await new Promise(setImmediate);

		stop();

		expect((await ended).status).toBe('canceled');
		expect(writes(at.world)).toHaveLength(2);
	});
});

describe('Pause the Workflow, where n8n cannot', () => {
	it('waits in the process and says so once', async () => {
		const log = watchLog('info');

		const { status, items } = await at.world.run({ ...videos(3), settings: { executionOrder: 'v0' } });
		log.restore();

		expect(status).toBe('success');
		expect(json(items).map((item) => item.status)).toEqual(['completed', 'completed', 'completed']);
		expect(log.messages.filter((message) => message.includes('cannot pause'))).toEqual([
			expect.stringContaining('in a workflow with the old execution order'),
		]);
	});

	const parts = {
		runIndex: 0,
		putExecutionToWait: () => {},
		getExecutionContext: () => undefined,
		runExecutionData: { executionData: { nodeExecutionStack: [] }, resumeToken: 'x' },
		getExecuteData: () => ({ node: { name: 'Node' } }),
		getNode: () => ({ name: 'Node' }),
		getMode: () => 'integrated',
		getWorkflowSettings: () => ({ executionOrder: 'v1' }),
	};

	it('knows that n8n 1 would hand the parent of a sub-workflow its own items', () => {
		const { executionData } = parts.runExecutionData;

		expect(obstacleToSleep(parts as never)).toBeUndefined();
		expect(obstacleToSleep({ ...parts, runExecutionData: { executionData } } as never)).toContain(
			'sub-workflow',
		);
	});

	it('looks for the order of execution in the workflow itself where its context has no settings (n8n 2.0)', () => {
		const of = (executionOrder: string) => ({
			...parts,
			getWorkflowSettings: undefined,
			workflow: { settings: { executionOrder } },
		});
		expect(obstacleToSleep(of('v1') as never)).toBeUndefined();
		expect(obstacleToSleep(of('v0') as never)).toContain('old execution order');
	});

	it.each([
		['a stack of nodes', { runExecutionData: { executionData: {}, resumeToken: 'x' } }],
		['a way to sleep', { putExecutionToWait: undefined }],
		['a context of the execution (1.88)', { getExecutionContext: undefined }],
		['a number of the run', { runIndex: undefined }],
	])('leaves alone an n8n that has no %s where it is known to stand', (_, missing) => {
		expect(obstacleToSleep({ ...parts, ...missing } as never)).toBe('on this version of n8n');
	});
});
