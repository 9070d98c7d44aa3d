import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { current, json } from '../harness/engine.cts';
import { watchLog } from '../harness/log.cts';
import { numbered, writes } from '../harness/wire.cts';
import { AVATAR_VIDEO, CREATE, eachInItsOwnWorld, scriptOf } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiAvatarVideo();

const sixty = numbered(60);
const perItem = { ...AVATAR_VIDEO, script: '=Sentence number {{ $json.n }}.' };

const charged = () => at.world.joggAi.charges;

describe('sixty videos in one run, twenty requests a minute', () => {
	it('charges sixty, refuses none and returns sixty IDs in order', async () => {
		const { items, error } = await at.world.run({ type: type(), parameters: perItem, items: sixty });

		expect(error).toBeUndefined();
		expect(charged()).toHaveLength(60);
		expect(writes(at.world).filter(({ code }) => code !== 0)).toEqual([]);
		expect(writes(at.world).map(({ body }) => scriptOf(body))).toEqual(
			sixty.map(({ json: { n } }) => `Sentence number ${n}.`),
		);
		expect(json(items).map(({ id }) => id)).toEqual(charged().map(({ id }) => id));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(sixty.map((_, item) => ({ item })));
	});

	it('waits out every refusal when another worker uses up the same minute', async () => {
		at.world.joggAi.fault({
			match: CREATE,
			skip: 5,
			times: 12,
			kind: 'code',
			code: 429,
		});

		const { items, error } = await at.world.run({ type: type(), parameters: perItem, items: sixty });

		expect(error).toBeUndefined();
		expect(writes(at.world).filter(({ code }) => code === 429)).toHaveLength(12);
		expect(charged()).toHaveLength(60);
		expect(new Set(json(items).map(({ id }) => id)).size).toBe(60);
	});

	it('never buys an item twice when one job fails and n8n retries the whole node', async () => {
		at.world.joggAi.fault({
			match: CREATE,
			skip: 30,
			kind: 'failJob',
			message: 'render stopped',
		});

		const { error } = await at.world.run({
			type: type(),
			parameters: perItem,
			items: sixty,
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});

		expect(error?.message).toContain('render stopped');
		expect(charged()).toHaveLength(60);
		expect(writes(at.world)).toHaveLength(60);
		expect(new Set(writes(at.world).map(({ body }) => scriptOf(body))).size).toBe(60);
		for (const { id } of charged()) expect(`${error?.message} ${error?.description}`).toContain(id);
	});

	it('writes every started job into the log of n8n once, in case n8n ends while it waits', async () => {
		at.world.joggAi.fault({
			match: CREATE,
			kind: 'failJob',
			message: 'render stopped',
		});
		const log = watchLog('info');

		await at.world.run({
			type: type(),
			parameters: perItem,
			items: sixty.slice(0, 3),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		log.restore();

		expect(log.messages.filter((message) => message.includes('has started'))).toEqual(
			charged().map(
				({ id }, item) =>
					`Node (workflow ${current.workflowId}, execution 1, item ${item}): JoggAI has started the avatar video ${id}`,
			),
		);
	});

	it('names every started job and starts no more when one item is refused', async () => {
		at.world.joggAi.fault({
			match: CREATE,
			skip: 30,
			kind: 'code',
			code: 40000,
			msg: 'script is too long',
		});

		const { error, status } = await at.world.run({ type: type(), parameters: perItem, items: sixty });

		expect(status).toBe('error');
		expect(error?.message).toBe('JoggAI did not accept the values of this request: script is too long');
		expect(charged().length).toBeGreaterThanOrEqual(30);
		expect(charged().length).toBeLessThan(40);
		for (const { id } of charged()) expect(`${error?.message} ${error?.description}`).toContain(id);
		expect(error?.context).toMatchObject({ itemIndex: 30 });
	});

	it('pairs both outputs when failed items go to the error output', async () => {
		at.world.joggAi.fault({
			match: CREATE,
			skip: 7,
			times: 2,
			kind: 'code',
			code: 40000,
		});

		const { outputs, error } = await at.world.run({
			type: type(),
			parameters: perItem,
			items: sixty,
			node: { onError: 'continueErrorOutput' },
		});

		expect(error).toBeUndefined();
		const [good, bad] = outputs;
		expect(good).toHaveLength(58);
		expect(bad).toHaveLength(2);
		expect(bad.map(({ json: { n } }) => n)).toEqual([7, 8]);
		expect(bad[0].json.error).toBe('JoggAI did not accept the values of this request: Parameter error');
		for (const { pairedItem } of [...good, ...bad]) expect(pairedItem).toEqual({ item: expect.any(Number) });
	});

	it('sends nothing more once the credits are used up, and says so for the rest at once', async () => {
		at.world.joggAi.credits = 30;

		const { items, error } = await at.world.run({
			type: type(),
			parameters: perItem,
			items: sixty,
			node: { onError: 'continueRegularOutput' },
		});

		expect(error).toBeUndefined();
		expect(charged()).toHaveLength(30);
		const refusedPosts = writes(at.world).filter(({ code }) => code === 18020);
		expect(refusedPosts.length).toBeLessThanOrEqual(10);
		expect(writes(at.world)).toHaveLength(30 + refusedPosts.length);
		const failed = json(items).filter((item) => 'error' in item);
		expect(failed).toHaveLength(30);
		for (const { error: title, message } of failed) {
			expect(title).toMatch(/^The JoggAI account does not have enough credits/);
			expect(message).toContain('Buy credits');
		}
		expect(json(items).filter(({ status }) => status === 'completed')).toHaveLength(30);
	});
});
