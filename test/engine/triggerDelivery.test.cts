import { createHmac } from 'node:crypto';
import { processedData, TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	await n8n.activate();
});
afterEach(() => void (processedData.broken = false));

const finished = (id = 'v1') => ({
	event_id: `evt_${id}`,
	event: 'generated_avatar_video_success',
	timestamp: 1790812800,
	data: { video_id: id, status: 'completed', video_url: `https://media.example/${id}.mp4` },
});
const body = JSON.stringify(finished());
const sign = (secret: string, bytes: string | Buffer = body) =>
	createHmac('sha256', secret).update(bytes).digest('hex');
const signedBy = (secret: string, bytes?: string) => ({ 'x-webhook-signature': sign(secret, bytes) });

describe('a delivery of JoggAI', () => {
	it('starts the workflow once and is answered at once', async () => {
		const [delivery] = await at.world.joggAi.emit('generated_avatar_video_success', finished().data);

		expect(delivery.status).toBe(200);
		expect(n8n.log).toEqual([]);
		const [execution, ...more] = await n8n.finished();
		expect(more).toEqual([]);
		expect(execution.status).toBe('success');
		expect(execution.downstream).toEqual([
			expect.objectContaining({ kind: 'avatarVideo', id: 'v1', outcome: 'completed' }),
		]);
	});

	it('is answered in JSON, with what became of it', async () => {
		const answers = [await n8n.signed(body), await n8n.signed(body), await n8n.call(body)];
		expect(answers.map((one) => JSON.parse(one.body) as object)).toEqual([
			{ received: true },
			{ received: true, ignored: 'Delivered before' },
			{ message: 'Not signed by JoggAI' },
		]);
		expect(answers.some(({ headers }) => 'retry-after' in headers)).toBe(false);
	});

	it('is accepted where n8n has not read its body yet', async () => {
		n8n.readsLate = true;
		expect(await n8n.signed(body)).toMatchObject({ status: 200 });
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('is accepted with its signature in upper case', async () => {
		const { status } = await n8n.call(body, { 'x-webhook-signature': sign(n8n.secret()).toUpperCase() });
		expect(status).toBe(200);
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('may be a megabyte of JSON', async () => {
		const large = { ...finished('large'), data: { video_id: 'large', note: 'ä'.repeat(500_000) } };
		expect(await n8n.signed(large)).toMatchObject({ status: 200 });
		const [{ downstream }] = await n8n.finished();
		expect(downstream).toEqual([expect.objectContaining({ id: 'large' })]);
	});

	it('counts by its signed body, whatever the event header says', async () => {
		const headers = { ...signedBy(n8n.secret()), 'x-webhook-event': 'generated_script_failed' };
		expect(await n8n.call(body, headers)).toMatchObject({ status: 200 });
		const [{ items }] = await n8n.finished();
		expect(items[0]).toMatchObject({ event: 'generated_avatar_video_success' });
	});

	it.each([
		['that the user did not choose', 'generated_script_success'],
		['that nobody knows', 'generated_hologram_success'],
	])('about an event %s is answered with success and ignored', async (_what, event) => {
		const answer = await n8n.signed({ ...finished(), event });
		expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('not selected') });
		expect(await n8n.finished()).toEqual([]);
	});

	it.each(['[1,2]', '"text"', 'null', 'no json', ''])(
		'that is signed but holds no JSON object (%j) is refused with 400',
		async (text) => {
			expect(await n8n.signed(text)).toMatchObject({ status: 400 });
			expect(await n8n.finished()).toEqual([]);
		},
	);

	it('that is a JSON object without an event is ignored', async () => {
		expect(await n8n.signed({ event: 7 })).toMatchObject({ status: 200 });
		expect(await n8n.signed({})).toMatchObject({ status: 200 });
		expect(await n8n.finished()).toEqual([]);
	});
});

describe('a forged delivery', () => {
	const other = createHmac('sha256', 'somebody').update('else').digest('hex').slice(0, 24);

	it.each([
		['without a signature', () => ({})],
		['with an empty signature', () => ({ 'x-webhook-signature': '' })],
		['signed with another secret', () => signedBy(`whsec_${other}`)],
		['with a truncated signature', () => ({ 'x-webhook-signature': sign(n8n.secret()).slice(0, 40) })],
		['with a prefixed signature', () => ({ 'x-webhook-signature': `sha256=${sign(n8n.secret())}` })],
		['with the signature of another body', () => signedBy(n8n.secret(), body.replace('v1', 'v2'))],
		[
			'with the right signature twice',
			() => ({ 'x-webhook-signature': `${sign(n8n.secret())}, ${sign(n8n.secret())}` }),
		],
	])('%s is refused with 401, starts nothing and is logged without secrets', async (_what, headers) => {
		const answer = await n8n.call(body, headers());

		expect(answer.status).toBe(401);
		expect(await n8n.finished()).toEqual([]);
		expect(n8n.log).toEqual([
			expect.stringMatching(/^warn JoggAI Trigger: a delivery was refused because it /),
		]);
		expect(n8n.log.join() + answer.body).not.toContain(n8n.secret());
		expect(n8n.log.join()).not.toContain(sign(n8n.secret()));
	});

	it('with a changed body is refused', async () => {
		const answer = await n8n.call(body.replace('.mp4', '.exe'), signedBy(n8n.secret()));
		expect(answer.status).toBe(401);
		expect(await n8n.finished()).toEqual([]);
	});

	it('is refused while no secret is stored, even when it is signed with an empty one', async () => {
		delete n8n.staticData.production;
		for (const headers of [signedBy(''), signedBy('undefined'), signedBy(n8n.secret())]) {
			expect((await n8n.call(body, headers)).status).toBe(401);
		}
		expect(await n8n.finished()).toEqual([]);
		expect(n8n.log[0]).toContain('no secret is stored');
	});

	it('that n8n cannot read as a whole is refused instead of failing an execution', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x', ...signedBy(n8n.secret()) };
		expect((await n8n.call(body, headers)).status).toBe(401);
		expect(await n8n.finished()).toEqual([]);
		expect(n8n.log).toEqual([
			expect.stringMatching(/^debug .*the body of a call cannot be read: stream is not readable/),
			expect.stringMatching(/^warn .*has no body that n8n could read/),
		]);
	});

	it('does not keep the real one from being accepted', async () => {
		await n8n.call(body, signedBy('x'));
		await n8n.call(body, signedBy(n8n.secret()));
		expect(await n8n.finished()).toHaveLength(1);
	});
});

describe('a repeated delivery', () => {
	it('is answered with success and starts nothing', async () => {
		await n8n.signed(body);
		expect(await n8n.signed(body)).toMatchObject({
			status: 200,
			body: expect.stringContaining('Delivered before'),
		});
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('is known by its event ID even where other bytes have changed', async () => {
		await n8n.signed(body);
		await n8n.signed({ ...finished(), timestamp: 1790812805 });
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('is known by an ID that is a number, too, but not by 0', async () => {
		const numbered = (event_id: number, timestamp: number) => ({ ...finished(), event_id, timestamp });
		await n8n.signed(numbered(77, 1790812800));
		await n8n.signed(numbered(77, 1790812801));
		await n8n.signed(numbered(0, 1790812800));
		await n8n.signed(numbered(0, 1790812801));
		expect(await n8n.finished()).toHaveLength(3);
	});

	it('of an event without an ID is known by its bytes', async () => {
		const { event, timestamp, data } = finished();
		const anonymous = { event, timestamp, data };
		await n8n.signed(anonymous);
		await n8n.signed(anonymous);
		await n8n.signed({ ...anonymous, timestamp: 1790812801 });
		expect(await n8n.finished()).toHaveLength(2);
	});

	it('starts the workflow once when ten come at the same moment', async () => {
		const answers = await Promise.all(Array.from({ length: 10 }, async () => await n8n.signed(body)));
		// JoggAI repeats what is answered with 503, and hears then that the event has arrived.
		expect(answers.filter(({ status }) => ![200, 503].includes(status))).toEqual([]);
		expect(await n8n.signed(body)).toMatchObject({ status: 200 });
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('does not hold up other events that come at the same moment', async () => {
		await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (id) => await n8n.signed(finished(id))));
		const ids = (await n8n.finished()).map(({ items }) => items[0].id);
		expect(ids.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('starts nothing downstream after a restart of n8n', async () => {
		await Promise.all(['a', 'b', 'c'].map(async (id) => await n8n.signed(finished(id))));
		await n8n.finished();
		n8n.restart();
		for (const id of ['a', 'b', 'c', 'd']) await n8n.signed(finished(id));

		const after = (await n8n.finished()).slice(3);
		expect(after.map(({ downstream, status }) => [downstream?.[0]?.id, status])).toEqual([
			[undefined, 'success'],
			[undefined, 'success'],
			[undefined, 'success'],
			['d', 'success'],
		]);
	});

	it('starts the workflow when n8n could not start it the first time', async () => {
		n8n.outOfOrder = 500;
		expect(await n8n.signed(body)).toMatchObject({ status: 500 });
		n8n.outOfOrder = false;
		expect(await n8n.signed(body)).toMatchObject({ status: 200 });
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('goes through rather than getting lost when the memory of n8n is out of order', async () => {
		processedData.broken = true;
		await n8n.signed(body);
		const [{ downstream }] = await n8n.finished();
		expect(downstream).toHaveLength(1);
		expect(n8n.log).toEqual([expect.stringMatching(/^warn .*goes through: database is locked/)]);
	});

	it('of an event that does not say when it was made is known for weeks, and after a restart as well', async () => {
		const timeless = { ...finished(), timestamp: undefined };
		await n8n.signed(timeless);
		await at.world.clock.sleep(30 * 24 * 3600_000);
		expect(await n8n.signed(timeless)).toMatchObject({ body: expect.stringContaining('Delivered before') });
		n8n.restart();
		await n8n.signed(timeless);
		const [, late, ...more] = await n8n.finished();
		expect([late.downstream, ...more]).toEqual([undefined]);
	});
});

describe('a test in the editor', () => {
	it('listens at an address and with a secret of its own', async () => {
		await n8n.listen();
		expect(n8n.secret(true)).not.toBe(n8n.secret());
		expect(await n8n.call(body, signedBy(n8n.secret()), true)).toMatchObject({ status: 401 });
		expect(await n8n.signed(body, true)).toMatchObject({ status: 200 });
		const [{ downstream }] = await n8n.finished();
		expect(downstream).toEqual([expect.objectContaining({ id: 'v1' })]);
		expect(downstream?.[0]).not.toHaveProperty('deliveryId');
	});

	it('takes the same event as often as it is sent', async () => {
		await n8n.listen();
		await n8n.signed(body, true);
		await n8n.signed(body, true);
		const downstream = (await n8n.finished()).map(({ downstream: items }) => items?.length);
		expect(downstream).toEqual([1, 1]);
	});

	it('does not take the event away from the active workflow', async () => {
		await n8n.listen();
		await n8n.signed(body, true);
		await n8n.signed(body);
		expect((await n8n.finished()).map(({ downstream }) => downstream?.length)).toEqual([1, 1]);
	});
});

describe('execute', () => {
	it('hands on items that did not come from the webhook as they are', async () => {
		await n8n.execute([[{ json: { pinned: true } }]], 'manual');
		expect(n8n.executions[0].items).toEqual([{ pinned: true }]);
	});

	it('hands on an event once more when the user retries the execution', async () => {
		const item = { json: { deliveryId: 'evt_r', headers: {}, body: finished('r') } };
		await n8n.execute([[item]], 'webhook');
		await n8n.execute([[item]], 'webhook');
		await n8n.execute([[item]], 'trigger');
		await n8n.execute([[item]], 'retry');
		expect(n8n.executions.map(({ items }) => items.length)).toEqual([1, 0, 0, 1]);
	});
});
