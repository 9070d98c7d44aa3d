import type { JsonObject } from '../../sandbox/json.cts';
import { SAMPLES } from './samples.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture({ keys: ['sandbox-key', 'other-key'] });
});
afterEach(() => fixture.sandbox.close());

const { video_url, audio_url } = SAMPLES['POST /v2/create_lip_sync_video'];
const parts = { video_url, audio_url };
const create = async (changes: JsonObject = {}): Promise<unknown> =>
	(await fixture.askSample('POST /v2/create_lip_sync_video', { playback_type: undefined, ...changes }))
		.task_id;
const request = (query: Record<string, string>) => `GET /v2/lip_sync_video?${new URLSearchParams(query)}`;
const found = async (query: Record<string, string> = parts) => await fixture.ask(request(query));

describe('the search for a lip sync by its footage and recording', () => {
	it('knows of no match before there is one, and tells so by a code of its own', async () => {
		expect(await fixture.send(request(parts))).toMatchObject({ code: 17003, msg: 'No matching task' });
		fixture.sandbox.settings.refusalStyle = 'http';
		expect(await fixture.send(request(parts))).toMatchObject({ code: 17003, status: 404 });
	});

	it.each(['spec', 'guide'] as const)('finds the newest one, told as under its id (%s)', async (dialect) => {
		fixture.sandbox.settings.dialect = dialect;
		await create();
		const newest = await create();
		for (const status of ['pending', 'processing', 'success']) {
			const reply = await found();
			expect(reply).toMatchObject({ task_id: newest, status });
			expect(reply).toEqual(await fixture.ask(`GET /v2/lip_sync_video/${newest}`));
			fixture.clock.advance(30);
		}
	});

	it('finds a failed one as well: whether to make it again is the caller’s business', async () => {
		fixture.sandbox.fault({ match: 'POST /v2/create_lip_sync_video', kind: 'failJob', message: 'no face' });
		const task_id = await create();
		fixture.clock.advance(1000);
		expect(await found()).toMatchObject({ task_id, status: 'failed', error: { message: 'no face' } });
	});

	it('tells other footage, recordings and ways of playing apart; without one it means the normal way', async () => {
		const normal = await create();
		const backwards = await create({ playback_type: 'normal_reverse' });
		expect((await found()).task_id).toBe(normal);
		expect((await found({ ...parts, playback_type: 'normal' })).task_id).toBe(normal);
		expect((await found({ ...parts, playback_type: 'normal_reverse' })).task_id).toBe(backwards);
		for (const other of [
			{ ...parts, playback_type: 'normal_reverse_by_audio' },
			{ ...parts, video_url: audio_url },
			{ ...parts, audio_url: video_url },
		])
			expect((await fixture.send(request(other))).code).toBe(17003);
	});

	it('does not find what another key has', async () => {
		await create();
		const reply = await fixture.send(request(parts), undefined, { 'x-api-key': 'other-key' });
		expect(reply.code).toBe(17003);
	});

	it('wants both addresses', async () => {
		expect(await fixture.send('GET /v2/lip_sync_video')).toMatchObject({
			code: 40000,
			msg: expect.stringContaining('video_url'),
		});
		expect((await fixture.send(request({ video_url }))).msg).toContain('audio_url');
		expect((await fixture.send(request({ ...parts, playback_type: 'sideways' }))).code).toBe(40000);
	});
});
