import { listAt, valueAt } from '../../sandbox/json.cts';
import { SAMPLES } from './samples.cts';
import { openFixture, openReceiver, until, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture({ dialect: 'live' });
});
afterEach(() => fixture.sandbox.close());

const start = async () =>
	(await fixture.askSample('POST /v2/create_video_from_avatar', { webhook_url: undefined })).video_id;
const look = async (id: unknown) => await fixture.ask(`GET /v2/avatar_video/${String(id)}`);
const file = async (url: unknown) => (await fetch(String(url))).status;

describe('the lists of the live dialect', () => {
	it.each([
		['avatars/public', 'avatars', 627, 'id'],
		['voices', 'voices', 113, 'voice_id'],
	])('%s comes whole on every page and promises more', async (path, field, count, id) => {
		for (const query of ['', '?page=1&page_size=10', '?page=9&page_size=100']) {
			const reply = await fixture.ask(`GET /v2/${path}${query}`);
			const rows = listAt(reply, field);
			expect(new Set(rows.map((row) => valueAt(row, id))).size).toBe(count);
			expect(reply.has_more).toBe(true);
		}
	});

	it('has 276 templates, of which each can be rendered', async () => {
		const templates = listAt(await fixture.ask('GET /v2/templates'), 'templates');
		expect(templates).toHaveLength(276);
		const template_id = valueAt(templates.at(-1), 'id');
		expect(
			await fixture.askSample('POST /v2/create_video_with_template', { template_id, variables: [] }),
		).toMatchObject({ video_id: expect.any(Number) });
	});

	it('accepts its last avatar and its last voice', async () => {
		const avatars = listAt(await fixture.ask('GET /v2/avatars/public'), 'avatars');
		const voices = listAt(await fixture.ask('GET /v2/voices'), 'voices');
		await fixture.askSample('POST /v2/create_video_from_avatar', {
			avatar: { avatar_id: valueAt(avatars.at(-1), 'id'), avatar_type: 0 },
			voice: { type: 'script', voice_id: valueAt(voices.at(-1), 'voice_id'), script: 'Hello.' },
		});
		expect(fixture.sandbox.jobs).toHaveLength(1);
	});

	it('tells an empty list as null', async () => {
		expect(await fixture.ask('GET /v2/endpoints')).toEqual({ endpoints: null });
		expect(await fixture.ask('GET /v2/avatars/custom?name=nobody')).toMatchObject({ avatars: null });
	});
});

describe('the jobs of the live dialect', () => {
	it('have numbers for ids, and are found by them as text', async () => {
		const id = await start();
		expect(id).toEqual(expect.any(Number));
		expect(String(id)).toBe(fixture.sandbox.jobs[0].id);
		expect(await look(id)).toMatchObject({ video_id: id, status: 'pending' });
	});

	it('leave a finished file unreachable for 45 seconds', async () => {
		const id = await start();
		fixture.clock.advance(120);
		const { status, video_url, cover_url } = await look(id);
		expect([status, await file(video_url), await file(cover_url)]).toEqual(['completed', 404, 404]);
		fixture.clock.advance(44.9);
		expect(await file(video_url)).toBe(404);
		fixture.clock.advance(0.1);
		expect([await file(video_url), await file(cover_url)]).toEqual([200, 200]);
	});

	it('leave each picture of a batch unreachable for 45 seconds of its own', async () => {
		const { batch_id } = await fixture.askSample('POST /v2/product_avatar/generation', { num_images: 2 });
		fixture.clock.advance(105);
		const { generations } = await fixture.ask(`GET /v2/product_avatar/generation/${String(batch_id)}`);
		expect(await file(valueAt(generations, '0.url'))).toBe(200);
		fixture.clock.advance(20);
		const later = await fixture.ask(`GET /v2/product_avatar/generation/${String(batch_id)}`);
		expect(await file(valueAt(later, 'generations.1.url'))).toBe(404);
	});

	it('tell how far a batch is by its summary; unfinished pictures are not listed', async () => {
		const { batch_id } = await fixture.askSample('POST /v2/product_avatar/generation', { num_images: 2 });
		const batch = async () => await fixture.ask(`GET /v2/product_avatar/generation/${String(batch_id)}`);
		expect(await batch()).toMatchObject({ summary: { total: 2, completed: 0 }, generations: null });
		fixture.clock.advance(61);
		expect(await batch()).toMatchObject({ summary: { completed: 1, processing: 1 } });
		expect(listAt(await batch(), 'generations')).toHaveLength(1);
		fixture.clock.advance(60);
		expect(listAt(await batch(), 'generations')).toHaveLength(2);
	});

	it('do not speak a script of one’s own in a product video, and do not grow longer by it', async () => {
		const { product_id } = await fixture.askSample('POST /v2/product');
		const changes = { product_id, override_script: 'word '.repeat(1000), webhook_url: undefined };
		await fixture.askSample('POST /v2/create_video_from_product', changes);
		await fixture.askSample('POST /v2/create_video_from_product/preview_list', changes);
		expect(fixture.sandbox.jobs.map(({ seconds }) => seconds)).toEqual([30, 30, 30]);
		expect(fixture.sandbox.jobs.some(({ input }) => 'override_script' in input)).toBe(false);
	});

	it('leave the balance that is told at 0, although they are accepted and charged', async () => {
		await start();
		expect(await fixture.ask('GET /v2/user/remaining_quota')).toEqual({ remaining_quota: 0 });
		expect(fixture.sandbox.credits).toBe(999);
	});
});

it.each(['spec', 'guide', 'live'] as const)(
	'ends a job as cancelled when a text asks for it (%s)',
	async (dialect) => {
		fixture.sandbox.settings.dialect = dialect;
		const { video_id } = await fixture.askSample('POST /v2/create_video_from_avatar', {
			video_name: 'A [cancel] B',
		});
		const { batch_id } = await fixture.askSample('POST /v2/product_avatar/generation', {
			prompt: '[cancel]',
		});
		fixture.clock.advance(1000);
		expect(await look(video_id)).toMatchObject({ status: 'cancelled', video_url: '' });
		expect(await look(video_id)).not.toHaveProperty('error');
		const batch = await fixture.ask(`GET /v2/product_avatar/generation/${String(batch_id)}`);
		expect(listAt(batch, 'generations').map((one) => valueAt(one, 'status'))).toEqual(
			Array.from({ length: 3 }, () => 'cancelled'),
		);
		if (dialect !== 'guide') expect(batch.summary).toMatchObject({ failed: 3, completed: 0 });
	},
);

describe('the refusals of the live dialect', () => {
	it('have a status of their own beside the envelope', async () => {
		const wrongKey = await fixture.send('GET /v2/user/whoami', undefined, { 'x-api-key': 'wrong' });
		expect(wrongKey).toMatchObject({ status: 401, code: 10105 });
		expect(await fixture.send('GET /v2/avatar_video/1')).toMatchObject({ status: 400, code: 10104 });
		fixture.sandbox.fault({ match: 'GET /v2/events', kind: 'code', code: 50000 });
		expect(await fixture.send('GET /v2/events')).toMatchObject({ status: 503, code: 50000 });
	});

	it('have a code of their own for a product video without a style', async () => {
		const send = async () =>
			await fixture.sendSample('POST /v2/create_video_from_product', { script: { language: 'german' } });
		expect(await send()).toMatchObject({ status: 400, code: 18001, msg: 'script.style required' });
		fixture.sandbox.settings.dialect = 'spec';
		expect(await send()).toMatchObject({ status: 200, code: 40000 });
	});

	it('tell that no lip sync matches', async () => {
		const { video_url, audio_url } = SAMPLES['POST /v2/create_lip_sync_video'];
		const query = new URLSearchParams({ video_url, audio_url }).toString();
		expect(await fixture.send(`GET /v2/lip_sync_video?${query}`)).toMatchObject({ status: 400, code: 17003 });
	});
});

describe('the events of the live dialect', () => {
	it('call the video a project and leave out status, cover and their own id', async () => {
		const receiver = await openReceiver();
		await fixture.askSample('POST /v2/endpoint', {
			url: receiver.url,
			events: ['generated_avatar_video_success'],
		});
		const id = await start();
		await until(() => fixture.clock.asleep > 0);
		fixture.clock.advance(120);
		await until(() => receiver.received.length === 1);
		expect(JSON.parse(receiver.received[0].body)).toEqual({
			event: 'generated_avatar_video_success',
			timestamp: expect.any(Number),
			data: { project_id: id, video_url: expect.stringContaining('.mp4'), duration: expect.any(Number) },
		});
		await receiver.close();
	});

	it('have an id all the same when whoever sends one by hand gives it', async () => {
		const receiver = await openReceiver();
		await fixture.askSample('POST /v2/endpoint', { url: receiver.url, events: ['create_avatar_success'] });
		await fixture.sandbox.emit('create_avatar_success', { avatar_id: 5 }, { eventId: 'evt_1' });
		expect(JSON.parse(receiver.received[0].body)).toMatchObject({
			event_id: 'evt_1',
			data: { avatar_id: 5 },
		});
		await receiver.close();
	});
});
