import { listAt, type JsonObject } from '../../sandbox/json.cts';
import { KNOWN_EVENTS } from '../../sandbox/vocabulary.cts';
import type { SampledOperation } from './samples.cts';
import { openFixture, openReceiver, until, type Fixture } from './support.cts';

type Receiver = Awaited<ReturnType<typeof openReceiver>>;
let fixture: Fixture;
let receiver: Receiver;
const receivers: Receiver[] = [];

async function receive(...statuses: number[]): Promise<Receiver> {
	receivers.push(await openReceiver(...statuses));
	return receivers[receivers.length - 1];
}
beforeEach(async () => {
	fixture = await openFixture({ postsPerWindow: 1000 });
	receiver = await receive();
});
afterEach(async () => {
	await fixture.sandbox.close();
	await Promise.all(receivers.splice(0).map((one) => one.close()));
});

const subscribe = (events: readonly string[] = KNOWN_EVENTS, changes: JsonObject = {}) =>
	fixture.ask('POST /v2/endpoint', { url: receiver.url, status: 'enabled', events, ...changes });
const finish = async (deliveries: number) => {
	fixture.clock.advance(10_000);
	await until(() => fixture.sandbox.deliveries.length === deliveries);
};

it('signs like the published test vector', () => {
	const body = '{"event":"generated_avatar_video_success","timestamp":1760000000,"data":{"video_id":"v1"}}';
	expect(fixture.sandbox.sign('whsec_demo_0123456789', body)).toBe(
		'd627b1c69ca0cb129e2ccdf81a138058bade04e9ae4ae33c183f7d413bcdde1b',
	);
	expect(fixture.sandbox.sign('whsec_demo_0123456789', Buffer.from(body))).toMatch(/^d627b1c6/);
});

it('creates, lists, replaces and deletes endpoints', async () => {
	const created = await subscribe(['generated_script_success']);
	expect(created).toEqual({
		endpoint_id: expect.any(String),
		url: receiver.url,
		secret: expect.stringMatching(/^whsec_\w{16,}$/),
		status: 'enabled',
		events: ['generated_script_success'],
		username: expect.any(String),
		created_at: fixture.clock.now() / 1000,
	});
	const path = `/v2/endpoint/${created.endpoint_id}`;
	const replacement = {
		url: 'https://hooks.example/new',
		status: 'disabled',
		events: ['generated_image_failed'],
	};
	expect(await fixture.ask(`PUT ${path}`, replacement)).toEqual({ ...created, ...replacement });
	expect(await fixture.ask('GET /v2/endpoints')).toEqual({ endpoints: [{ ...created, ...replacement }] });
	expect(await fixture.ask(`DELETE ${path}`)).toEqual({ message: expect.any(String) });
	expect((await fixture.send(`DELETE ${path}`)).code).toBe(10104);
	expect(fixture.sandbox.endpoints).toHaveLength(0);
});

it('has room for twenty endpoints per key', async () => {
	for (let count = 0; count < 20; count++) await subscribe();
	const one = { url: receiver.url, status: 'enabled', events: ['generated_script_failed'] };
	expect((await fixture.send('POST /v2/endpoint', one)).code).toBe(40000);
	fixture.sandbox.settings.keys.push('second');
	expect((await fixture.send('POST /v2/endpoint', one, { 'x-api-key': 'second' })).code).toBe(0);
});

it('lists eighteen events and knows twenty-two', async () => {
	const { events } = await fixture.ask('GET /v2/events');
	expect([(events as string[]).length, KNOWN_EVENTS.length]).toEqual([18, 22]);
	expect(events).not.toContain('generated_image_success');
});

it('tells a finished video to the endpoint, signed over the bytes it sent', async () => {
	const { secret } = await subscribe();
	const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar', {
		webhook_url: undefined,
	});
	fixture.clock.advance(119.999);
	expect(fixture.sandbox.deliveries).toHaveLength(0);
	fixture.clock.advance(0.001);
	await until(() => fixture.sandbox.deliveries.length === 1);
	const [{ headers, body }] = receiver.received;
	expect(headers).toMatchObject({
		'content-type': 'application/json',
		'user-agent': 'JoggAI-Webhook/2.0',
		'x-webhook-event': 'generated_avatar_video_success',
		'x-webhook-signature': fixture.sandbox.sign(String(secret), body),
	});
	expect(JSON.parse(body)).toEqual({
		event_id: expect.stringMatching(/^evt_/),
		event: 'generated_avatar_video_success',
		timestamp: fixture.clock.now() / 1000,
		data: {
			video_id,
			status: 'completed',
			video_url: expect.stringContaining('.mp4'),
			cover_url: expect.stringContaining('.jpg'),
			duration: 3,
		},
	});
	expect(fixture.sandbox.deliveries[0]).toMatchObject({
		to: 'endpoint',
		url: receiver.url,
		body,
		status: 200,
		attempt: 1,
	});
});

const plain = { webhook_url: undefined, callback_url: undefined };
const cases: [string, SampledOperation, JsonObject, (data: JsonObject) => void][] = [
	[
		'generated_script',
		'POST /v2/ai_scripts',
		{},
		(data) => expect(listAt(data, 'scripts')[0]).toMatchObject({ script_paragraphs: expect.any(String) }),
	],
	[
		'generated_template_video',
		'POST /v2/create_video_with_template',
		plain,
		(data) => expect(data).toHaveProperty('video_url'),
	],
	[
		'generated_translate_video',
		'POST /v2/video_translate/',
		plain,
		(data) =>
			expect(data).toMatchObject({ url: data.video_url, subtitle_url: expect.stringContaining('.srt') }),
	],
	[
		'generated_image',
		'POST /v2/photo_avatar/photo/generate',
		{},
		(data) => expect(data.photo_urls).toHaveLength(4),
	],
	[
		'generated_image',
		'POST /v2/product_avatar/generation',
		plain,
		(data) => expect(data.photo_urls).toHaveLength(3),
	],
];

it.each(cases)('tells %s_success after %s in its own shape', async (prefix, operation, changes, check) => {
	await subscribe();
	await fixture.askSample(operation, changes);
	await finish(1);
	const payload = JSON.parse(receiver.received[0].body);
	expect(payload.event).toBe(`${prefix}_success`);
	expect('event_id' in payload).toBe(!/script|image/.test(prefix));
	check(payload.data);
});

it.each(cases)('tells %s_failed after %s', async (prefix, operation, changes) => {
	await subscribe();
	fixture.sandbox.fault({ match: operation, kind: 'failJob', message: 'too dark' });
	await fixture.askSample(operation, changes);
	await finish(1);
	const { event, data } = JSON.parse(receiver.received[0].body);
	expect([event, data.error?.message ?? data.error]).toEqual([`${prefix}_failed`, 'too dark']);
});

it('tells a finished motion twice: as motion without avatar id, and as avatar', async () => {
	await subscribe();
	const { avatar_id, motion_id } = await fixture.askSample('POST /v2/photo_avatar/add_motion', {
		photo_id: undefined,
	});
	await finish(2);
	const told = Object.fromEntries(
		receiver.received.map(({ body }) => [JSON.parse(body).event, JSON.parse(body)]),
	);
	expect(told.generated_motion_success.data).toEqual({
		motion_id,
		motion_url: expect.any(String),
		photo_url: 'https://files.example/one.png',
	});
	expect(told.generated_motion_success).not.toHaveProperty('event_id');
	expect(told.generated_photo_avatar_success).toMatchObject({
		event_id: expect.any(String),
		data: { avatar_id },
	});
});

it('says nothing about lip sync, and nothing to disabled, unsubscribed or foreign endpoints', async () => {
	await subscribe(KNOWN_EVENTS, { status: 'disabled' });
	await subscribe(['generated_script_failed']);
	await subscribe();
	fixture.sandbox.endpoints[2].key = 'second';
	await fixture.askSample('POST /v2/create_lip_sync_video');
	await fixture.askSample('POST /v2/ai_scripts');
	const listener = await receive();
	await fixture.ask('POST /v2/endpoint', {
		url: listener.url,
		status: 'enabled',
		events: ['generated_script_success'],
	});
	await finish(1);
	expect([receiver.received.length, listener.received.length]).toEqual([0, 1]);
});

it.each<[SampledOperation, string, string]>([
	['POST /v2/create_video_from_avatar', 'webhook_url', 'generated_avatar_video_success'],
	['POST /v2/create_video_with_template', 'webhook_url', 'generated_template_video_success'],
	['POST /v2/video_translate/', 'callback_url', 'generated_translate_video_success'],
	['POST /v2/product_avatar/generation', 'webhook_url', 'generated_image_success'],
])('calls back the address given to %s, unsigned', async (operation, field, event) => {
	await fixture.askSample(operation, { [field]: receiver.url });
	await finish(1);
	const [{ headers, body }] = receiver.received;
	expect([JSON.parse(body).event, headers['x-webhook-signature']]).toEqual([event, undefined]);
	expect(fixture.sandbox.deliveries[0].to).toBe('callback');
});

it('calls back once per preview', async () => {
	const { product_id } = await fixture.askSample('POST /v2/product');
	await fixture.askSample('POST /v2/create_video_from_product/preview_list', {
		product_id,
		webhook_url: receiver.url,
	});
	await finish(2);
	expect(receiver.received).toHaveLength(2);
});

it('tries again three times, five seconds apart, then gives up', async () => {
	receiver = await receive(500, 302, 404, 500, 200);
	await subscribe();
	const started = fixture.clock.now();
	const attempts = fixture.sandbox.emit('generated_script_success', { task_id: 't' });
	for (let retry = 1; retry <= 3; retry++) {
		await until(() => fixture.clock.asleep === 1);
		fixture.clock.advance(5);
	}
	expect((await attempts).map(({ status, attempt, at }) => [status, attempt, at - started])).toEqual([
		[500, 1, 0],
		[302, 2, 5000],
		[404, 3, 10_000],
		[500, 4, 15_000],
	]);
	expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

it('stops trying once it is heard', async () => {
	receiver = await receive(503);
	await subscribe();
	const attempts = fixture.sandbox.emit('generated_script_success', {});
	await until(() => fixture.clock.asleep === 1);
	fixture.clock.advance(5);
	expect((await attempts).map(({ status }) => status)).toEqual([503, 200]);
});

it('notes a receiver that is not there as status 0', async () => {
	await receiver.close();
	await subscribe();
	const attempts = fixture.sandbox.emit('generated_script_success', {});
	for (let retry = 1; retry <= 3; retry++) {
		await until(() => fixture.clock.asleep === 1);
		fixture.clock.advance(5);
	}
	expect((await attempts).map(({ status }) => status)).toEqual([0, 0, 0, 0]);
	receivers.length = 0;
});

it('emits whatever a test wants, with an event id of its choice', async () => {
	await subscribe();
	await fixture.sandbox.emit('create_avatar_success', { avatar_id: 5 }, { eventId: 'evt_twice' });
	await fixture.sandbox.emit('create_avatar_success', { avatar_id: 5 }, { eventId: 'evt_twice' });
	expect(receiver.received.map(({ body }) => JSON.parse(body).event_id)).toEqual(['evt_twice', 'evt_twice']);
	expect(await fixture.sandbox.emit('generated_script_success', {})).toHaveLength(1);
});
