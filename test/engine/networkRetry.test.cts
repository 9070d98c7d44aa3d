import type { INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { numbered, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, RETRY, eachInItsOwnWorld, scriptOf } from '../harness/world.cts';

const at = eachInItsOwnWorld();

const run = async (parameters: INodeParameters, node: Partial<INode> = {}, count = 3) =>
	await at.world.run({
		type: new JoggAiAvatarVideo(),
		parameters: { ...AVATAR_VIDEO, ...parameters },
		items: numbered(count),
		node: { ...RETRY, ...node },
	});

describe('Retry On Fail', () => {
	it.each([
		['the moment', '={{ "Item " + $json.n + " at " + $now.toMillis() + $now.toISO() }}'],
		['chance', '={{ "Item " + $json.n + " " + Math.random() }}'],
	])('buys nothing twice although the text depends on %s', async (_what, script) => {
		at.world.joggAi.fault({ match: ASK, skip: 2, times: 2, kind: 'code', code: 40000, msg: 'not now' });

		const { items, error } = await run({ script });

		expect(error).toBeUndefined();
		expect(at.world.joggAi.charges).toHaveLength(3);
		expect(writes(at.world)).toHaveLength(3);
		expect(items.map(({ json: { id } }) => id)).toEqual(at.world.joggAi.charges.map(({ id }) => id));
	});

	it('sends again what JoggAI refused for good, and only that', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'code', code: 40000 });

		const { items, error } = await run({ script: '=Item {{ $json.n }}' });

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ body }) => scriptOf(body))).toEqual([
			'Item 0',
			'Item 1',
			'Item 2',
			'Item 2',
		]);
		expect(at.world.joggAi.charges).toHaveLength(3);
		expect(items).toHaveLength(3);
	});

	it('sends again what was not sent because another item was refused', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 18020 });

		const { error, items } = await run({ script: '=Item {{ $json.n }}' });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(at.world.joggAi.charges).toHaveLength(3);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'buys nothing twice together with %s',
		async (onError) => {
			at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'x' });
			at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000 });

			const { outputs } = await run({ script: '=Item {{ $json.n }}' }, { onError });

			const ids = outputs
				.flat()
				.map(({ json: { id } }) => id)
				.filter(Boolean);
			expect(new Set(ids).size).toBe(ids.length);
			expect(at.world.joggAi.charges.length).toBe(
				new Set(
					writes(at.world)
						.filter(({ code }) => code === 0)
						.map(({ body }) => scriptOf(body)),
				).size,
			);
		},
	);

	it('names in the last error what the first attempt had bought', async () => {
		const credentials = { ...at.world.credentials };
		at.world.joggAi.fault({ match: CREATE, skip: 2, kind: 'code', code: 40000 });
		const stumble = at.world.joggAi.requests;
		Object.defineProperty(credentials, 'apiKey', {
			enumerable: true,
			get: () => (stumble.length >= 3 ? '' : 'sandbox-key'),
		});

		const { error } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, script: '=Item {{ $json.n }}' },
			items: numbered(3),
			credentials,
			node: RETRY,
		});

		expect(error?.message).toContain('has no API Key');
		expect(at.world.joggAi.charges).toHaveLength(2);
		for (const { id } of at.world.joggAi.charges) expect(error?.description).toContain(id);
	});

	it('makes a product once although the next attempt has another item to repair', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/product', skip: 1, kind: 'code', code: 40000 });

		const { items } = await at.world.run({
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromDetails', name: '=Lamp {{ $json.n }}' },
			items: numbered(2),
			node: RETRY,
		});

		expect(items.map(({ json: { name } }) => name)).toEqual(['Lamp 0', 'Lamp 1']);
		expect(writes(at.world).map(({ body }) => (body as { name: string }).name)).toEqual([
			'Lamp 0',
			'Lamp 1',
			'Lamp 1',
		]);
	});

	it('does not buy a failed job again behind the user’s back', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/ai_scripts', kind: 'failJob', message: 'too little to say' });

		const { error } = await at.world.run({
			type: new JoggAiAiScript(),
			parameters: {
				operation: 'generate',
				productSource: 'details',
				productName: 'Lamp',
				productDescription: 'A lamp',
			},
			node: RETRY,
		});

		expect(error?.message).toContain('too little to say');
		expect(at.world.joggAi.charges).toHaveLength(1);
	});

	it('is forgotten with the execution: running the workflow again buys again', async () => {
		await run({});
		await run({});

		expect(at.world.joggAi.charges).toHaveLength(6);
	});
});
