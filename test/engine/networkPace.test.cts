import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { agentData, callAsTool } from '../harness/contexts.cts';
import { numbered, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld({ keys: ['key-a', 'key-b'] });
const perItem = { ...AVATAR_VIDEO, script: '=Item {{ $json.n }}', waitForCompletion: 'none' };
const holding = (apiKey: string, more = {}) => ({ ...at.world.credentials, apiKey, ...more });
const videos = async (count: number, credentials = holding('key-a')) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: perItem,
		items: numbered(count),
		credentials,
	});

/** The most requests of a key within any rolling minute. */
function busiestMinute(key: string): number {
	const times = writes(at.world)
		.filter(({ headers }) => headers['x-api-key'] === key)
		.map(({ at: moment }) => moment);
	return Math.max(
		...times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length),
	);
}

describe('one key', () => {
	it('is shared by two nodes that run at the same time', async () => {
		const product = {
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromDetails', name: '=Lamp {{ $json.n }}' },
			items: numbered(15),
			credentials: holding('key-a'),
		};

		const [first, second] = await Promise.all([videos(15), at.world.run(product)]);

		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(writes(at.world)).toHaveLength(30);
		expect(writes(at.world).filter(({ code }) => code !== 0)).toEqual([]);
		expect(busiestMinute('key-a')).toBe(20);
	});

	it('does not wait for another key', async () => {
		await Promise.all([videos(20), videos(20, holding('key-b'))]);

		expect(at.world.clock.elapsedSeconds).toBe(0);
		expect(writes(at.world)).toHaveLength(40);
	});

	it('is paced by what the credential says', async () => {
		await videos(12, holding('key-a', { requestsPerMinute: 5 }));

		expect(busiestMinute('key-a')).toBe(5);
		expect(at.world.clock.elapsedSeconds).toBeGreaterThanOrEqual(120);
	});

	it('keeps its window when the limit is changed in between', async () => {
		await videos(20);
		await videos(5, holding('key-a', { requestsPerMinute: 10 }));
		await videos(5, holding('key-a', { requestsPerMinute: 20 }));

		expect(writes(at.world).filter(({ code }) => code !== 0)).toEqual([]);
		expect(busiestMinute('key-a')).toBeLessThanOrEqual(20);
	});

	it('keeps its window when two credentials with other limits hold it', async () => {
		await Promise.all([videos(15), videos(15, holding('key-a', { requestsPerMinute: 10 }))]);

		expect(writes(at.world).filter(({ code }) => code !== 0)).toEqual([]);
		expect(busiestMinute('key-a')).toBeLessThanOrEqual(20);
	});

	it.each([0, -5, NaN, '', undefined])(
		'falls back to something sensible for a limit of %p',
		async (requestsPerMinute) => {
			const { error } = await videos(21, holding('key-a', { requestsPerMinute }));

			expect(error).toBeUndefined();
			expect(busiestMinute('key-a')).toBeLessThanOrEqual(20);
		},
	);
});

describe('Execute Once', () => {
	it('makes one video of several items', async () => {
		const { items, error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: perItem,
			items: numbered(5),
			credentials: holding('key-a'),
			node: { executeOnce: true },
		});

		expect(error).toBeUndefined();
		expect(items).toEqual([expect.objectContaining({ pairedItem: { item: 0 } })]);
		expect(writes(at.world)).toHaveLength(1);
	});
});

describe('as a tool of an AI Agent', () => {
	const tool = async (script: string, executeData = agentData()) =>
		await callAsTool({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, script, waitForCompletion: 'none' },
			credentials: holding('key-a'),
			executeData,
		});

	it('makes two videos of two calls although the agent’s data is the same', async () => {
		const executeData = agentData();

		const first = await tool('Good morning', executeData);
		const second = await tool('Good evening', executeData);

		expect(at.world.joggAi.charges).toHaveLength(2);
		expect([first, second].map(([{ json }]) => json.id)).toEqual(at.world.joggAi.charges.map(({ id }) => id));
	});

	it('makes two videos of two calls at the same time', async () => {
		const executeData = agentData();

		await Promise.all([tool('Good morning', executeData), tool('Good evening', executeData)]);

		expect(at.world.joggAi.charges).toHaveLength(2);
	});

	it('tells a refusal as an error that the agent can read', async () => {
		at.world.joggAi.credits = 0;

		await expect(tool('Good morning')).rejects.toMatchObject({
			message: 'The JoggAI account does not have enough credits',
		});
	});
});
