import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { json } from '../harness/engine.cts';
import { startServer } from '../harness/servers.cts';
import { numbered, reads, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiAvatarVideo();

const paid = () => at.world.joggAi.charges[0].id;
const create = async (parameters: INodeParameters = {}, node = {}) =>
	await at.world.run({ type: type(), parameters: { ...AVATAR_VIDEO, ...parameters }, node });
const start = async (parameters: INodeParameters = {}) =>
	(await create({ ...parameters, waitForCompletion: 'none' })).items[0].json.id as string;
const get = async (videoId: string, parameters: INodeParameters = {}) =>
	await at.world.run({ type: type(), parameters: { operation: 'get', videoId, ...parameters } });

const pollTimes = () => reads(at.world).map(({ at: moment }) => (moment - writes(at.world)[0].at) / 1000);

describe('waiting for a video', () => {
	it('asks as often at any age: every fifteen seconds, less or more by a fifth', async () => {
		at.world.joggAi.settings.speed = 120 / 500;

		await create();

		// Chance stands at its least in tests.
		expect(pollTimes()).toEqual(Array.from({ length: 42 }, (_, index) => 12 * (index + 1)));
	});

	it.each([1, 1.05, 2.5, 7])(
		'never asks twice within five seconds, whatever the maximum (%d minutes)',
		async (maximumWait) => {
			at.world.joggAi.settings.speed = 0.01;

			await create({ options: { maximumWait } });

			const times = pollTimes();
			const gaps = times.slice(1).map((time, index) => time - times[index]);
			expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
			expect(times.at(-1)).toBeLessThanOrEqual(maximumWait * 60);
			expect(times.at(-1)).toBeGreaterThan(maximumWait * 60 - 5);
		},
	);

	it('returns a video that outlasts the wait as it stands, with its ID and advice', async () => {
		at.world.joggAi.settings.speed = 0.01;

		const { items, error } = await create({ options: { maximumWait: 3 } });

		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: expect.objectContaining({
					kind: 'avatarVideo',
					id: paid(),
					status: 'processing',
					timedOut: true,
					warning: expect.stringContaining('not finished yet'),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(items[0].json.warning).toContain('JoggAI Avatar Video → Get');
		expect(at.world.clock.elapsedSeconds).toBe(180);
	});

	it.each(['wait', 'none'])(
		'keeps the ID in raw mode when the job is under way (%s)',
		async (waitForCompletion) => {
			at.world.joggAi.settings.speed = 0.01;

			const { items } = await create({ waitForCompletion, options: { simplify: false, maximumWait: 1 } });

			expect(items[0].json.video_id).toBe(paid());
		},
	);

	it('hands on JoggAI’s own data in raw mode once it has finished', async () => {
		const { items } = await create({ options: { simplify: false } });

		expect(items[0].json).toEqual({
			video_id: paid(),
			status: 'completed',
			video_url: expect.any(String),
			cover_url: expect.any(String),
			created_at: expect.any(Number),
		});
	});

	it('returns the ID at once without waiting', async () => {
		const { items, error } = await create({ waitForCompletion: 'none' });

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([
			{ kind: 'avatarVideo', id: paid(), status: 'processing', estimatedCredits: 1 },
		]);
		expect(reads(at.world)).toEqual([]);
		expect(at.world.clock.elapsedSeconds).toBe(0);
	});

	it('waits for the jobs of all items at the same time', async () => {
		const { items } = await at.world.run({ type: type(), parameters: AVATAR_VIDEO, items: numbered(10) });

		expect(items).toHaveLength(10);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(180);
	});
});

describe('getting a video', () => {
	it('tells the status without waiting', async () => {
		const id = await start();

		const { items } = await get(id);

		expect(json(items)).toEqual([
			{ kind: 'avatarVideo', id, status: 'processing', createdAt: expect.stringMatching(/^2026-10-01T/) },
		]);
	});

	it('takes blanks off the ID', async () => {
		const id = await start();

		const { items } = await get(`={{ " ${id}\\n" }}`);

		expect(items[0].json.id).toBe(id);
		expect(reads(at.world).map(({ path }) => path)).toEqual([`/v2/avatar_video/${id}`]);
	});

	it('cannot be led to another address by a strange ID', async () => {
		await get('../user/whoami?x=1#y');

		expect(reads(at.world).map(({ path }) => path)).toEqual([
			'/v2/avatar_video/..%2Fuser%2Fwhoami%3Fx%3D1%23y',
		]);
	});

	it('waits when asked to, and asks at once', async () => {
		const id = await start();

		const { items } = await get(id, { waitForCompletion: 'wait' });

		expect(items[0].json).toMatchObject({ id, status: 'completed', videoUrl: expect.any(String) });
		expect(pollTimes()[0]).toBe(0);
	});

	it('keeps the ID in raw mode where JoggAI has told nothing of the video', async () => {
		const id = await start();
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'html', httpStatus: 502 });

		const { items } = await get(id, {
			waitForCompletion: 'wait',
			options: { maximumWait: 1, simplify: false },
		});

		expect(items[0].json).toMatchObject({ id, status: 'processing', timedOut: true });
	});

	it('returns a finished video without any pause although waiting was asked for', async () => {
		const id = await start();
		await at.world.clock.sleep(300_000);
		const before = at.world.clock.elapsedSeconds;

		const { items } = await get(id, { waitForCompletion: 'wait' });

		expect(items[0].json.status).toBe('completed');
		expect(at.world.clock.elapsedSeconds).toBe(before);
	});

	it('tells a failed job with its reason and never calls it completed', async () => {
		const id = await start({ script: 'Hello [fail: no face detected]' });
		await at.world.clock.sleep(300_000);

		const { items } = await get(id);

		expect(items[0].json).toMatchObject({ id, status: 'failed', reason: 'no face detected' });
		const waited = await get(id, { waitForCompletion: 'wait' });
		expect(waited.error?.message).toContain('no face detected');
		expect(waited.error?.message).toContain(id);
	});

	it.each([
		['under way', '', 30, 'processing'],
		['finished', '', 300, 'completed'],
		['failed', '[fail: mouth hidden]', 300, 'failed'],
	])('reads the numbers of an old project that is %s', async (_what, addition, seconds, status) => {
		const projectId = await start({ script: `Hello ${addition}` });
		await at.world.clock.sleep(seconds * 1000);

		const { items } = await at.world.run({
			type: type(),
			parameters: { operation: 'getLegacyProject', projectId },
		});

		expect(items[0].json).toMatchObject({ kind: 'legacyProject', id: projectId, status });
		expect(reads(at.world).at(-1)).toMatchObject({ path: '/v1/project', query: { project_id: projectId } });
	});

	it('waits for an old project as well', async () => {
		const projectId = await start();

		const { items } = await at.world.run({
			type: type(),
			parameters: { operation: 'getLegacyProject', projectId, waitForCompletion: 'wait' },
		});

		expect(items[0].json).toMatchObject({ id: projectId, status: 'completed', videoUrl: expect.any(String) });
	});
});

describe('a video that fails', () => {
	const failing = { script: 'Hello [fail: no face detected]' };

	it('ends the run with JoggAI’s reason and the ID', async () => {
		const { error, status } = await create(failing);

		expect(status).toBe('error');
		expect(error?.message).toBe(`JoggAI could not make the avatar video ${paid()}: no face detected`);
	});

	it('puts reason and ID into the error item where failures continue', async () => {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const { outputs } = await create(failing, { onError });
			const [item] = outputs[onError === 'continueErrorOutput' ? 1 : 0];

			expect(item.json.error).toContain('no face detected');
			expect(item.json.error).toContain(at.world.joggAi.charges.at(-1)?.id);
			expect(item.json).not.toHaveProperty('status');
		}
	});

	it.each([
		['a text', { status: 'failed', error: 'too dark' }, 'too dark'],
		['an object', { status: 'failed', error: { code: 50000, message: 'too dark' } }, 'too dark'],
		[
			'an object without words beside a field with some',
			{ status: 'failed', error: { code: 50000 }, error_msg: 'too dark' },
			'too dark',
		],
		['nowhere', { status: 'failed', error: null }, 'gave no reason'],
	])('finds the reason as %s', async (_what, data, words) => {
		const server = await startServer((request, response) => {
			const started = request.method === 'POST';
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					code: 0,
					msg: 'ok',
					data: started ? { video_id: 'v7' } : { video_id: 'v7', ...data },
				}),
			);
		});

		const { error } = await at.world.run({
			type: type(),
			parameters: AVATAR_VIDEO,
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(error?.message).toContain('v7');
		expect(error?.message).toContain(words);
	});

	it('does not take an error text beside a finished video for a failure', async () => {
		const id = await start();
		await at.world.clock.sleep(300_000);
		at.world.joggAi.jobs[0].failure = undefined;

		const { items } = await get(id);

		expect(items[0].json).not.toHaveProperty('reason');
		expect(items[0].json.status).toBe('completed');
	});
});

describe('JoggAI out of reach while a video is being made', () => {
	it('goes on waiting and still returns the video', async () => {
		at.world.joggAi.fault({ match: ASK, skip: 1, times: 12, kind: 'html', httpStatus: 502 });

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: paid(), status: 'completed' });
	});

	it('says so in the warning when the time is up before JoggAI is back', async () => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'html', httpStatus: 502 });

		const { items, error } = await create({ options: { maximumWait: 5 } });

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id: paid(),
			status: 'processing',
			timedOut: true,
			warning: expect.stringContaining('HTTP 502'),
		});
	});

	it.each([40000, 18020, 10105])(
		'never advises to run a paid video again when its status is refused with %d',
		async (code) => {
			at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code });

			const { error } = await create();

			expect(error?.message).toContain(`JoggAI started the avatar video ${paid()}`);
			expect(error?.description).toContain('fetch it by its ID with JoggAI Avatar Video → Get');
			expect(error?.description).not.toMatch(/nothing was charged|run the node again/i);
		},
	);

	it.each([
		['a word for a network trouble', 'fetching your audio ended with ETIMEDOUT'],
		['a word for a missing file', 'ENOENT: background.png'],
	])('tells the reason of a failed video although it contains %s', async (_what, message) => {
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message });

		const { error } = await create();

		expect(error?.message).toBe(`JoggAI could not make the avatar video ${paid()}: ${message}`);
	});

	it('shows neither the API key nor a signed address that JoggAI quotes in a reason', async () => {
		const message = 'bad key sandbox-key, cannot fetch https://files.example.com/a.mp3?X-Amz-Signature=SIG.';
		at.world.joggAi.fault({ match: CREATE, kind: 'failJob', message });

		const { error, run } = await create();

		expect(error?.message).toContain('cannot fetch https://files.example.com/a.mp3');
		expect(error?.message).not.toMatch(/SIG|sandbox-key/);
		expect(JSON.stringify([error, run.data.resultData])).not.toMatch(/X-Amz-Signature|sandbox-key/);
	});

	it('keeps the ID when the key is revoked in the middle', async () => {
		at.world.joggAi.fault({ match: ASK, skip: 2, times: 'always', kind: 'code', code: 10105 });

		const { error } = await create();

		expect(error?.message).toBe(
			`JoggAI started the avatar video ${paid()} but would not tell how it is doing: JoggAI did not accept the API key`,
		);
		expect(error?.description).toContain(paid());
	});
});

describe('the raw output of a job that outlasts the wait', () => {
	it('has its ID, also where JoggAI does not repeat it, and says that the time was up', async () => {
		const server = await startServer((request, response) => {
			const data = request.method === 'POST' ? { video_id: 'paid-for' } : { status: 'processing' };
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ code: 0, data }));
		});
		const { items } = await at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, options: { simplify: false, maximumWait: 1 } },
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(json(items)).toEqual([
			{
				warning: expect.stringContaining('is not finished yet'),
				video_id: 'paid-for',
				status: 'processing',
				timedOut: true,
			},
		]);
	});
});
