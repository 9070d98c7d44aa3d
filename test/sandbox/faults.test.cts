import type { Fault } from '../../sandbox/index.cts';
import { sample } from './samples.cts';
import { openFixture, until, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture();
});
afterEach(() => fixture.sandbox.close());

const CREATE = 'POST /v2/create_video_from_avatar';
const create = () => fixture.sendSample(CREATE);
const jobs = () => fixture.sandbox.jobs.length;
const lastRequest = () => fixture.sandbox.requests[fixture.sandbox.requests.length - 1];

it.each<[string, Fault, object]>([
	[
		'a code',
		{ match: CREATE, kind: 'code', code: 50000, msg: 'tired' },
		{ status: 200, code: 50000, msg: 'tired' },
	],
	[
		'a code with a status',
		{ match: CREATE, kind: 'code', code: 50000, httpStatus: 500 },
		{ status: 500, code: 50000 },
	],
	[
		'a proxy page',
		{ match: CREATE, kind: 'html', httpStatus: 504 },
		{ status: 504, text: expect.stringContaining('<html>') },
	],
	['nothing', { match: CREATE, kind: 'empty', httpStatus: 204 }, { status: 204, text: '' }],
])('answers %s instead of processing', async (_what, fault, answer) => {
	fixture.sandbox.fault(fault);
	expect(await create()).toMatchObject(answer);
	expect([jobs(), fixture.sandbox.credits]).toEqual([0, 1000]);
	expect((await create()).code).toBe(0);
});

it('tells the waiting time of a made-up rate refusal', async () => {
	fixture.sandbox.fault({ match: CREATE, kind: 'code', code: 429, retryAfter: 7 });
	expect((await create()).headers.get('retry-after')).toBe('7');
});

it('processes and then spoils the answer', async () => {
	for (const kind of ['truncated', 'noData'] as const) fixture.sandbox.fault({ match: CREATE, kind });
	const { text } = await create();
	expect(() => JSON.parse(text)).toThrow(SyntaxError);
	expect(text).toMatch(/^\{"rid"/);
	expect(JSON.parse((await create()).text)).toEqual({ rid: expect.any(String), code: 0, msg: 'Success' });
	expect(jobs()).toBe(2);
});

it('cuts the line before processing: nothing is charged', async () => {
	fixture.sandbox.fault({ match: CREATE, kind: 'resetBefore' });
	await expect(create()).rejects.toThrow();
	expect([jobs(), fixture.sandbox.credits, lastRequest().status]).toEqual([0, 1000, 0]);
	expect(lastRequest().body).toEqual(sample(CREATE));
});

it('cuts the line after processing: the job exists and is charged', async () => {
	fixture.sandbox.fault({ match: CREATE, kind: 'resetAfter' });
	await expect(create()).rejects.toThrow();
	expect([jobs(), fixture.sandbox.credits, lastRequest().status]).toEqual([1, 999, 0]);
});

it('keeps silent until it is closed', async () => {
	fixture.sandbox.fault({ match: CREATE, kind: 'hang' });
	const silence = create();
	silence.catch(() => undefined);
	await until(() => fixture.sandbox.requests.length === 1);
	await fixture.sandbox.close();
	await expect(silence).rejects.toThrow();
	fixture = await openFixture();
});

it('answers late by its clock', async () => {
	fixture.sandbox.fault({ match: CREATE, kind: 'delay', seconds: 30 });
	const late = create();
	await until(() => fixture.clock.asleep === 1);
	expect(jobs()).toBe(0);
	fixture.clock.advance(30);
	expect((await late).code).toBe(0);
});

it('uses a state that nobody knows, then the true one', async () => {
	const { video_id } = (await create()).data;
	fixture.sandbox.fault({ match: 'GET /v2/avatar_video/{id}', kind: 'status', status: 'thinking' });
	const look = async () => (await fixture.ask(`GET /v2/avatar_video/${video_id}`)).status;
	expect([await look(), await look()]).toEqual(['thinking', 'pending']);
});

it('finishes without an address', async () => {
	const { video_id } = (await create()).data;
	fixture.clock.advance(1000);
	fixture.sandbox.fault({ match: 'GET /v2/avatar_video/*', kind: 'noUrl' });
	expect(await fixture.ask(`GET /v2/avatar_video/${video_id}`)).toMatchObject({
		status: 'completed',
		video_url: '',
		cover_url: '',
	});
});

it('finishes a photo generation without pictures', async () => {
	const { photo_id } = await fixture.askSample('POST /v2/photo_avatar/photo/generate');
	fixture.clock.advance(1000);
	fixture.sandbox.fault({ match: 'GET /v2/photo_avatar/photo', kind: 'noUrl' });
	expect(await fixture.ask(`GET /v2/photo_avatar/photo?photo_id=${photo_id}`)).toMatchObject({
		status: 'success',
		image_url_list: [],
	});
});

it('hits as often as told, after letting pass as many as told', async () => {
	fixture.sandbox.fault({ match: 'GET /v2/user/*', kind: 'code', code: 50000, skip: 2, times: 2 });
	const codes = [];
	for (let count = 0; count < 5; count++) codes.push((await fixture.send('GET /v2/user/whoami')).code);
	expect(codes).toEqual([0, 0, 50000, 50000, 0]);
});

it('hits always, until cleared, and only what it aims at', async () => {
	fixture.sandbox.fault({ match: 'GET /v2/user/whoami', kind: 'code', code: 50000, times: 'always' });
	const code = async (path: string) => (await fixture.send(`GET ${path}`)).code;
	expect([
		await code('/v2/user/whoami'),
		await code('/v2/user/whoami'),
		await code('/v2/user/remaining_quota'),
	]).toEqual([50000, 50000, 0]);
	fixture.sandbox.clearFaults();
	expect(await code('/v2/user/whoami')).toBe(0);
});

it('leaves the fault object of the caller alone', async () => {
	const fault: Fault = { match: 'GET /v2/user/whoami', kind: 'code', code: 50000 };
	fixture.sandbox.fault(fault);
	await fixture.send('GET /v2/user/whoami');
	expect(fault).toEqual({ match: 'GET /v2/user/whoami', kind: 'code', code: 50000 });
});

it('does not take a dot or a question mark in the aim for a pattern', async () => {
	fixture.sandbox.fault({ match: 'GET /v2/user.whoami', kind: 'code', code: 50000 });
	expect((await fixture.send('GET /v2/user/whoami')).code).toBe(0);
});

it('hits downloads and uploads as well', async () => {
	fixture.sandbox.fault({ match: 'GET /media/*', kind: 'html', httpStatus: 503 });
	expect((await fixture.send('GET /media/any.mp4')).status).toBe(503);
	expect((await fixture.send('GET /media/any.mp4')).status).toBe(200);
});
