import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { converse } from '../harness/agent.cts';
import { json } from '../harness/engine.cts';
import { watchLog } from '../harness/log.cts';
import { numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

let executions = 0;
const videos = (
	count: number,
	spending: IDataObject,
	parameters: INodeParameters = {},
	node: Partial<INode> = {},
) => ({
	type: new JoggAiAvatarVideo(),
	parameters: {
		...AVATAR_VIDEO,
		script: '=Sentence number {{ $json.n }}.',
		options: spending as INodeParameters,
		...parameters,
	},
	items: numbered(count),
	executionId: `budget ${++executions}`,
	node,
});
const GO_ON: Partial<INode> = { onError: 'continueRegularOutput' };

describe('Most Credits per Run', () => {
	it('refuses a batch that would exceed it before anything is sent', async () => {
		const { error } = await at.world.run(videos(30, { mostCredits: 20 }));

		expect(error?.message).toContain("about 30 credits, more than 'Most Credits per Run' allows (20)");
		expect(error?.description).toContain('Nothing was charged');
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('lets a batch pass that comes to just as much', async () => {
		const { error, items } = await at.world.run(videos(20, { mostCredits: 20 }));

		expect(error).toBeUndefined();
		expect(items).toHaveLength(20);
	});

	it('stops at the item that would exceed it where the others go on', async () => {
		const { items } = await at.world.run(videos(5, { mostCredits: 3 }, {}, GO_ON));

		expect(at.world.joggAi.charges).toHaveLength(3);
		expect(json(items).map(({ error }) => Boolean(error))).toEqual([false, false, false, true, true]);
		expect(json(items)[3].error).toContain('This item would take the run to about 4 credits');
	});

	it('counts what JoggAI refused as not spent', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000 });

		const { items } = await at.world.run(videos(2, { mostCredits: 1 }, {}, GO_ON));

		expect(json(items)[0].error).toBeDefined();
		expect(at.world.joggAi.charges).toHaveLength(items.filter(({ json: one }) => !one.error).length);
	});

	it('holds through all sleeps of an execution', async () => {
		const options = videos(45, { mostCredits: 30 }, { waitForCompletion: 'pause' }, GO_ON);

		const { items, sleeps } = await at.world.runThroughSleeps(options);

		expect(sleeps).toBeGreaterThan(1);
		expect(at.world.joggAi.charges).toHaveLength(30);
		expect(json(items).filter(({ error }) => error)).toHaveLength(15);
	});

	it('stops an AI Agent that was told to make a hundred videos', async () => {
		const tool = {
			type: new JoggAiAvatarVideo(),
			parameters: {
				...AVATAR_VIDEO,
				script: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Script', ``, 'string') }}",
				waitForCompletion: 'none',
				options: { mostCredits: 10 },
			},
		};
		const turns = numbered(100).map(({ json: { n } }) => [
			{ tool: 'video', arguments: { Script: `Sentence ${String(n)}` } },
		]);

		const { answers } = await converse({
			tools: { video: tool },
			turns,
			path: 'through the engine',
			credentials: at.world.credentials,
		});

		expect(at.world.joggAi.charges).toHaveLength(10);
		expect(answers[99]).toContain('Most Credits per Run');
	});
});

describe('the price', () => {
	it('stands with a job that nobody waits for, as an estimate', async () => {
		const { items } = await at.world.run(videos(1, {}, { waitForCompletion: 'none' }));

		expect(json(items)[0].estimatedCredits).toBe(1);
	});

	it('of what was spent stands in the error of a batch that broke', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 4, kind: 'code', code: 40000 });

		const { error } = await at.world.run(videos(5, {}));

		expect(error?.description).toContain('about 4 credits');
	});

	it('of a whole batch stands in the log', async () => {
		const log = watchLog('info');

		await at.world.run(videos(7, {}));
		log.restore();

		expect(log.messages.filter((message) => message.includes('will cost about 7 credits'))).toHaveLength(1);
	});
});

describe('equal items of which one was made before', () => {
	it('are priced as what they are: none is sent where the others go beyond the limit', async () => {
		const equal = { script: 'The same', waitForCompletion: 'none' };
		await at.world.run({ ...videos(1, {}, equal), mode: 'manual' });
		const before = at.world.joggAi.charges.length;

		const { error } = await at.world.run({ ...videos(5, { mostCredits: 2 }, equal), mode: 'manual' });
		expect(error?.message).toContain('would take it to about 4 credits');
		expect(at.world.joggAi.charges).toHaveLength(before);

		const { items } = await at.world.run({ ...videos(3, { mostCredits: 2 }, equal), mode: 'manual' });
		expect(items).toHaveLength(3);
		expect(at.world.joggAi.charges).toHaveLength(before + 2);
	});
});

describe('an item that JoggAI refuses', () => {
	it('gives its credits back to those behind', async () => {
		at.world.joggAi.fault({ match: CREATE, times: 1, kind: 'code', code: 40000 });

		const { items } = await at.world.run(videos(4, { mostCredits: 3 }, {}, GO_ON));

		expect(json(items).map(({ error }) => Boolean(error))).toEqual([true, false, false, false]);
		expect(at.world.joggAi.charges).toHaveLength(3);
	});
});
