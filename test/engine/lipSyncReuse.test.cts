import type { INodeParameters } from 'n8n-workflow';
import { JoggAiLipSync } from '../../nodes/LipSync/JoggAiLipSync.node';
import { type EngineOptions, json } from '../harness/engine.cts';
import { numbered, writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const FILES: INodeParameters = {
	operation: 'create',
	videoUrl: 'https://example.com/talk.mp4',
	audioUrl: 'https://example.com/voice.mp3',
};
const CREATE = 'POST /v2/create_lip_sync_video';
const ASK = 'GET /v2/lip_sync_video';
const ALWAYS = { options: { ifMadeBefore: 'always' } };
const PRODUCTION: Partial<EngineOptions> = { mode: 'trigger' };
let executions = 0;
const run = async (parameters: INodeParameters = {}, count = 1, options: Partial<EngineOptions> = {}) =>
	await at.world.run({
		type: new JoggAiLipSync(),
		parameters: { ...FILES, ...parameters },
		items: numbered(count),
		executionId: `lip sync ${++executions}`,
		...options,
	});
const charged = () => at.world.joggAi.charges.map(({ id }) => id);

describe('a lip sync of the same request', () => {
	it('is one of several for equal items of one run: each has its own, as everywhere', async () => {
		const { items, error } = await run(ALWAYS, 3);

		expect(error).toBeUndefined();
		expect(charged()).toHaveLength(3);
		expect(new Set(json(items).map(({ id }) => id))).toEqual(new Set(charged()));
	});

	it('is found by JoggAI itself where the user wants it always, while it is made and when it is done', async () => {
		const elsewhere = { node: { id: 'another node' } };
		await run({ waitForCompletion: 'none' });
		await run(ALWAYS, 1, elsewhere);
		const { items } = await run({ ...ALWAYS, waitForCompletion: 'none' }, 1, elsewhere);

		expect(charged()).toHaveLength(1);
		expect(json(items)).toEqual([
			expect.objectContaining({ id: charged()[0], status: 'completed', reused: true }),
		]);
	});

	it('of yesterday is not the answer for the file that stands at the same address today', async () => {
		await run({}, 1, PRODUCTION);
		await run({}, 1, PRODUCTION);

		expect(charged()).toHaveLength(2);
	});

	it('is taken up after an answer that never came, instead of leaving the user in doubt', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'truncated' });

		const { items, error } = await run();

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([expect.objectContaining({ id: charged()[0], status: 'completed' })]);
		expect(json(items)[0]).not.toHaveProperty('reused');
		expect(writes(at.world)).toHaveLength(1);
	});

	it('is made anew when JoggAI could not make the first one', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no face detected' });
		await run();

		const { items } = await run();

		expect(charged()).toHaveLength(2);
		expect(json(items)).toEqual([expect.objectContaining({ id: charged()[1], status: 'completed' })]);
		expect(json(items)[0]).not.toHaveProperty('reused');
	});

	it.each([
		['another recording', { audioUrl: 'https://example.com/other.mp3' }],
		['another way of lengthening', { playbackType: 'normal_reverse' }],
		['the option off', { options: { ifMadeBefore: 'never' } }],
	])('is bought again with %s', async (_what, change) => {
		await run(ALWAYS);
		await run({ ...ALWAYS, ...change });

		expect(charged()).toHaveLength(2);
	});

	it('is not bought while JoggAI cannot be asked whether there is one', async () => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code: 50000 });

		const { error } = await run(ALWAYS);

		expect(error?.message).toContain('could not be asked for an earlier lip sync video of the same request');
		expect(writes(at.world)).toEqual([]);
	});

	it.each([10104, 17003])('is bought where JoggAI answers the question with code %i', async (code) => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code });

		const { error } = await run({ ...ALWAYS, waitForCompletion: 'none' });

		expect(error).toBeUndefined();
		expect(charged()).toHaveLength(1);
	});
});
