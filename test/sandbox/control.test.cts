import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY, openFixture, openReceiver, type Fixture } from './support.cts';

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture({ credits: 50 });
});
afterEach(() => fixture.sandbox.close());

const control = async (request: string, body?: unknown) => {
	const { status, text } = await fixture.send(request, body);
	return { status, answer: JSON.parse(text) };
};

it('shows everything, without recording that somebody looked', async () => {
	await fixture.askSample('POST /v2/ai_scripts');
	const { answer } = await control('GET /_sandbox/state');
	expect(answer).toMatchObject({
		settings: { credits: 49.8 },
		jobs: [{ kind: 'script', status: 'pending' }],
		charges: [{ credits: 0.2 }],
		requests: [
			{ method: 'POST', path: '/v2/ai_scripts', code: 0, status: 200, body: { language: 'polish' } },
		],
		deliveries: [],
		endpoints: [],
	});
	expect(fixture.sandbox.requests).toHaveLength(1);
});

it('records requests with query, headers, refusal and moment', async () => {
	fixture.clock.advance(1.5);
	await fixture.send('GET /v2/avatars/public?page=2&page_size=bad');
	expect(fixture.sandbox.requests[0]).toMatchObject({
		method: 'GET',
		path: '/v2/avatars/public',
		query: { page: '2', page_size: 'bad' },
		headers: { 'x-api-key': KEY },
		body: undefined,
		at: fixture.clock.now(),
		code: 40000,
		status: 200,
	});
});

it('changes settings, and names those it does not know', async () => {
	expect((await control('PATCH /_sandbox/settings', { credits: 3, dialect: 'guide' })).answer).toMatchObject({
		credits: 3,
	});
	expect([fixture.sandbox.credits, fixture.sandbox.settings.dialect]).toEqual([3, 'guide']);
	expect(await control('PATCH /_sandbox/settings', { colour: 'red' })).toEqual({
		status: 400,
		answer: { error: expect.stringContaining('colour') },
	});
	expect((await control('PATCH /_sandbox/settings', { dialect: 'slang' })).status).toBe(400);
});

it('sets up and clears faults', async () => {
	await control('POST /_sandbox/faults', {
		match: 'GET /v2/user/*',
		kind: 'code',
		code: 50000,
		times: 'always',
	});
	expect((await fixture.send('GET /v2/user/whoami')).code).toBe(50000);
	await control('DELETE /_sandbox/faults');
	expect((await fixture.send('GET /v2/user/whoami')).code).toBe(0);
	expect((await control('POST /_sandbox/faults', { match: 'GET /*', kind: 'gremlin' })).status).toBe(400);
	expect((await control('POST /_sandbox/faults', { match: 'GET /*', kind: 'code' })).status).toBe(400);
});

it('emits events on request', async () => {
	const receiver = await openReceiver();
	await fixture.ask('POST /v2/endpoint', {
		url: receiver.url,
		status: 'enabled',
		events: ['create_avatar_success'],
	});
	const emission = { event: 'create_avatar_success', data: { avatar_id: 1 }, eventId: 'evt_9' };
	expect((await control('POST /_sandbox/emit', emission)).answer).toMatchObject({
		deliveries: [{ status: 200 }],
	});
	expect(JSON.parse(receiver.received[0].body)).toMatchObject({ event_id: 'evt_9' });
	await receiver.close();
});

it('starts over: nothing remembered, settings as at the start, nothing old wakes up', async () => {
	const { requests, jobs, charges } = fixture.sandbox;
	await fixture.ask('POST /v2/endpoint', {
		url: 'http://127.0.0.1:9/',
		status: 'enabled',
		events: ['generated_script_success'],
	});
	await fixture.askSample('POST /v2/ai_scripts');
	fixture.sandbox.settings.postsPerWindow = 2;
	expect((await fixture.sendSample('POST /v2/ai_scripts')).code).toBe(429);
	await control('POST /_sandbox/reset');
	expect([requests, jobs, charges, fixture.sandbox.endpoints].map(({ length }) => length)).toEqual([
		0, 0, 0, 0,
	]);
	expect([fixture.sandbox.credits, fixture.sandbox.settings.postsPerWindow]).toEqual([50, 20]);
	expect(fixture.clock.asleep).toBe(0);
	expect((await fixture.sendSample('POST /v2/ai_scripts')).code).toBe(0);
});

it('lets a test replace the endpoints', async () => {
	fixture.sandbox.endpoints = [
		{
			endpoint_id: 'e1',
			url: 'https://x.example/',
			secret: 's',
			status: 'enabled',
			events: [],
			username: 'u',
			created_at: 1,
		},
	];
	expect(await fixture.ask('GET /v2/endpoints')).toMatchObject({ endpoints: [{ endpoint_id: 'e1' }] });
});

it('removes uploaded files when it closes', async () => {
	const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('joggai-sandbox-'));
	const { sign_url } = await fixture.askSample('POST /v2/upload/asset');
	await fetch(String(sign_url), {
		method: 'PUT',
		headers: { 'content-type': 'audio/mpeg' },
		body: 'twelve bytes',
	});
	const token = new URL(String(sign_url)).pathname.split('/')[2];
	const file = folders()
		.map((name) => join(tmpdir(), name, token))
		.find(existsSync) as string;
	expect(file).toBeDefined();
	await fixture.sandbox.close();
	expect(existsSync(file)).toBe(false);
	fixture = await openFixture();
});

it('starts alone, says how to use it, and ends on a signal', async () => {
	const root = join(__dirname, '..', '..');
	const child = spawn(
		process.execPath,
		[
			join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
			'sandbox/main.cts',
			'--port',
			'0',
			'--speed',
			'60',
		],
		{ cwd: root },
	);
	const said = await new Promise<string>((resolve, reject) => {
		let text = '';
		child.stdout.setEncoding('utf8').on('data', (part: string) => {
			text += part;
			if (text.includes('Ctrl-C')) resolve(text);
		});
		child.stderr.setEncoding('utf8').on('data', (part: string) => reject(new Error(part)));
	});
	expect(said).toContain('sandbox-key');
	expect(said).toContain('after 2 s (--speed 60)');
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
	expect(await (await fetch(`${url}/_sandbox/state`)).json()).toMatchObject({ settings: { speed: 60 } });
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGINT');
	expect(await ended).toBe(0);
});
