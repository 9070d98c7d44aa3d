import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { REFUSALS } from '../../nodes/shared/vocabulary/refusals';
import type { Fault } from '../../sandbox/index.cts';
import type { EngineResult } from '../harness/engine.cts';
import { closedAddress, startServer } from '../harness/servers.cts';
import { everythingIn, numbered, reads, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, RETRY, eachInItsOwnWorld } from '../harness/world.cts';

const KEY = 'sk-very-secret-4711';
const at = eachInItsOwnWorld({ keys: [KEY] });

const credentials = () => ({ ...at.world.credentials, apiKey: KEY });
const type = () => new JoggAiAvatarVideo();

const create = async (node = {}) =>
	await at.world.run({ type: type(), parameters: AVATAR_VIDEO, credentials: credentials(), node });
const ask = async (videoId = 'v1') =>
	await at.world.run({ type: type(), parameters: { operation: 'get', videoId }, credentials: credentials() });

function expectHonest({ status, error, run }: EngineResult): string {
	expect(status).toBe('error');
	const told = `${error?.message} ${error?.description}`;
	expect(told).not.toMatch(/undefined|null|NaN|\[object/);
	expect(everythingIn(run)).not.toContain(KEY);
	return told;
}

describe.each(['envelope', 'http'] as const)('a refusal in JoggAI’s words, sent as %s', (refusalStyle) => {
	const codes = [10104, 10105, 18020, 18025, 40000, 50000, 12345];

	it.each(codes)(
		'POST with code %i is told with advice, words, code and request ID, and sent once',
		async (code) => {
			at.world.joggAi.settings.refusalStyle = refusalStyle;
			at.world.joggAi.fault({
				match: CREATE,
				times: 'always',
				kind: 'code',
				code,
				msg: `words of ${code}, key ${KEY}`,
			});

			const told = expectHonest(await create());

			expect(writes(at.world)).toHaveLength(1);
			expect(reads(at.world)).toEqual([]);
			expect(told).toContain(REFUSALS[code]?.what ?? 'JoggAI refused the request');
			expect(told).toContain(`words of ${code}, key ***`);
			expect(told).toMatch(new RegExp(`code ${code}, request ID [0-9a-f]+`));
			// Whatever code it has: what JoggAI refuses in words of its own is refused; only a fault leaves it open.
			expect(told.includes('It is not known whether JoggAI accepted this request')).toBe(code === 50000);
		},
	);

	it.each(codes)('GET with code %i is told the same way and never charged with uncertainty', async (code) => {
		at.world.joggAi.settings.refusalStyle = refusalStyle;
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code, msg: `words of ${code}` });

		const told = expectHonest(await ask());

		expect(told).toContain(`words of ${code}`);
		expect(told).toContain(`code ${code}`);
		expect(told).not.toContain('not known whether');
		expect(reads(at.world)).toHaveLength(code === 50000 ? 5 : 1);
	});

	it.each(['header', 'body', 'nowhere'] as const)(
		'429 is waited out and repeated when the waiting time stands in the %s',
		async (retryAfterIn) => {
			Object.assign(at.world.joggAi.settings, { refusalStyle, retryAfterIn });
			at.world.joggAi.fault({ match: CREATE, times: 2, kind: 'code', code: 429, retryAfter: 17 });

			const { items, error } = await create();

			expect(error).toBeUndefined();
			expect(items[0].json.status).toBe('completed');
			const sent = writes(at.world);
			expect(sent.map(({ code }) => code)).toEqual([429, 429, 0]);
			const pause = (sent[1].at - sent[0].at) / 1000;
			expect(pause).toBe(retryAfterIn === 'nowhere' ? 60 : 17);
			expect(at.world.joggAi.charges).toHaveLength(1);
		},
	);
});

describe('a waiting time that JoggAI states beyond reason', () => {
	it('is cut to half an hour', async () => {
		at.world.joggAi.fault({ match: CREATE, times: 1, kind: 'code', code: 429, retryAfter: 86_400 });

		await create();

		const [first, second] = writes(at.world);
		expect((second.at - first.at) / 1000).toBe(1800);
	});

	it('ends after half an hour of refusals, without a charge', async () => {
		at.world.joggAi.fault({ match: CREATE, times: 'always', kind: 'code', code: 429 });

		const told = expectHonest(await create());

		expect(told).toContain('too many requests');
		expect(told).not.toContain('not known whether');
		expect(at.world.clock.elapsedSeconds).toBeGreaterThan(1700);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(2000);
		expect(at.world.joggAi.charges).toEqual([]);
	});
});

describe('replies that are no envelope', () => {
	const bad: Array<[string, Fault]> = [];
	for (const httpStatus of [200, 401, 402, 404, 500, 502]) {
		bad.push([
			`an HTML page with HTTP ${httpStatus}`,
			{ match: '', times: 'always', kind: 'html', httpStatus },
		]);
		bad.push([
			`an empty body with HTTP ${httpStatus}`,
			{ match: '', times: 'always', kind: 'empty', httpStatus },
		]);
	}
	bad.push(['half a reply', { match: '', times: 'always', kind: 'truncated' }]);
	const mayBeAccepted = (fault: Fault) =>
		!('httpStatus' in fault) || fault.httpStatus === 200 || (fault.httpStatus ?? 0) >= 500;

	it.each(bad)(
		'POST: %s is an error, sent once, and uncertain only where JoggAI may have accepted it',
		async (_what, fault) => {
			at.world.joggAi.fault({ ...fault, match: CREATE });

			const told = expectHonest(await create());

			expect(writes(at.world)).toHaveLength(1);
			expect(told.includes('It is not known whether JoggAI accepted this request')).toBe(
				mayBeAccepted(fault),
			);
		},
	);

	it.each(bad)('GET: %s is an error after a few attempts at most', async (_what, fault) => {
		const { items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
			credentials: credentials(),
		});
		at.world.joggAi.fault({ ...fault, match: ASK });

		const told = expectHonest(
			await at.world.run({
				type: type(),
				parameters: { operation: 'get', videoId: items[0].json.id as string },
				credentials: credentials(),
			}),
		);

		expect(told).not.toContain('not known whether');
		expect(reads(at.world).length).toBeLessThanOrEqual(5);
	});

	it.each(bad)('PUT: %s is an error, sent once', async (_what, fault) => {
		at.world.joggAi.fault({ ...fault, match: 'PUT /v2/product' });

		expectHonest(
			await at.world.run({
				type: new JoggAiProduct(),
				parameters: { operation: 'update', productId: 'p', updateFields: { name: 'Lamp' } },
				credentials: credentials(),
			}),
		);

		expect(writes(at.world)).toHaveLength(1);
	});

	it('429 as a bare page is waited out as well', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'html', httpStatus: 429 });

		const { error } = await create();

		expect(error).toBeUndefined();
		expect(writes(at.world).map(({ status }) => status)).toEqual([429, 200]);
	});
});

describe('half a success', () => {
	it('code 0 without data is no started job, and says that it may have been charged', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'noData' });

		const told = expectHonest(await create());

		expect(told).toContain('did not say its ID');
		expect(told).toContain('may have been charged');
		expect(writes(at.world)).toHaveLength(1);
	});

	it('code 0 without data is no answer to a question', async () => {
		const { items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
			credentials: credentials(),
		});
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'noData' });

		expect(expectHonest(await ask(items[0].json.id as string))).toContain('JoggAI answered without any data');
	});

	it('code 0 without data is no product', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/product', kind: 'noData' });

		const result = await at.world.run({
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromDetails', name: 'Lamp' },
			credentials: credentials(),
		});

		expect(expectHonest(result)).toContain('JoggAI answered without any data');
	});

	it('is not bought again by Retry On Fail', async () => {
		at.world.joggAi.fault({ match: CREATE, kind: 'noData' });

		await create(RETRY);

		expect(writes(at.world)).toHaveLength(1);
		expect(at.world.joggAi.charges).toHaveLength(1);
	});

	it('an unknown status word counts as under way and is shown when the time is up', async () => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'status', status: 'Reticulating' });

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			status: 'processing',
			joggAiStatus: 'Reticulating',
			timedOut: true,
			id: at.world.joggAi.charges[0].id,
		});
	});

	it('completed without an address is asked for again until the address is there', async () => {
		at.world.joggAi.fault({ match: ASK, skip: 6, times: 2, kind: 'noUrl' });

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ status: 'completed', videoUrl: expect.stringMatching(/\.mp4$/) });
		expect(items[0].json).not.toHaveProperty('warning');
	});

	it('completed without ever an address keeps the ID and carries a warning', async () => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'noUrl' });

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id: at.world.joggAi.charges[0].id,
			warning: expect.stringContaining('address'),
		});
		expect(items[0].json).not.toHaveProperty('videoUrl');
	});

	it('a job that JoggAI does not know at first is waited for', async () => {
		at.world.joggAi.fault({ match: ASK, times: 2, kind: 'code', code: 10104 });

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json.status).toBe('completed');
	});

	it('a job that stays unknown is told with its ID', async () => {
		at.world.joggAi.fault({ match: ASK, times: 'always', kind: 'code', code: 10104 });

		const told = expectHonest(await create());

		expect(told).toContain('JoggAI does not know this ID');
		expect(told).toContain(at.world.joggAi.charges[0].id);
	});

	it('an ID that nobody started is refused at once, also when waiting was asked for', async () => {
		for (const waitForCompletion of ['none', 'wait']) {
			const told = expectHonest(
				await at.world.run({
					type: type(),
					parameters: { operation: 'get', videoId: 'nobody', waitForCompletion },
					credentials: credentials(),
				}),
			);
			expect(told).toContain('JoggAI does not know this ID');
		}
		expect(reads(at.world)).toHaveLength(2);
		expect(at.world.clock.elapsedSeconds).toBe(0);
	});
});

describe('refusals that no later item can escape', () => {
	it.each([10105, 18020, 18025])('after code %i the rest is refused here and at once', async (code) => {
		at.world.joggAi.fault({ match: CREATE, times: 'always', kind: 'code', code });

		const { items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, script: '=Item {{ $json.n }}' },
			items: numbered(60),
			credentials: credentials(),
			node: { onError: 'continueRegularOutput' },
		});

		expect(writes(at.world).length).toBeLessThanOrEqual(20);
		expect(items).toHaveLength(60);
		expect(items[59].json.error).toBe(`${REFUSALS[code].what} (not sent)`);
		expect(at.world.clock.elapsedSeconds).toBe(0);
	});
});

describe('a good answer to a creating request', () => {
	const answered = async (status: number, created: string, parameters = {}) => {
		const server = await startServer(({ method }, response) => {
			response.writeHead(method === 'POST' ? status : 200, { 'content-type': 'application/json' });
			const done = '{"code":0,"data":{"status":"completed","video_url":"https://example.com/a.mp4"}}';
			response.end(method === 'POST' ? created : done);
		});
		const { items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, ...parameters },
			credentials: { ...credentials(), domain: server.url },
		});
		return { id: items[0]?.json.id, asked: server.received.map(({ url }) => url) };
	};

	it.each([
		[201, '{"data":{"video_id":"job-1"}}'],
		[202, '{"video_id":"job-1"}'],
		[200, '{"code":0,"data":{"video_id":0,"id":"job-1"}}'],
		[200, '{"code":0,"data":{"video_id":" ","id":"job-1"}}'],
		[200, '{"code":0,"data":{"project_id":"job-1"}}'],
	])('names its job: HTTP %i with %s', async (status, created) => {
		expect((await answered(status, created, { waitForCompletion: 'none' })).id).toBe('job-1');
	});

	it('has an ID of nineteen digits as it is, which is told and asked for', async () => {
		const { id, asked } = await answered(200, '{"code":0,"data":{"video_id":1234567890123456789}}');
		expect(id).toBe('1234567890123456789');
		expect(asked).toContain('/v2/avatar_video/1234567890123456789');
	});
});

it('a key at the end of words that are cut short is not told by half', async () => {
	at.world.joggAi.fault({ match: CREATE, kind: 'code', code: 40000, msg: `${'x'.repeat(480)}${KEY}` });
	const { run } = await create();
	expect(everythingIn(run)).not.toContain(KEY.slice(0, 10));
});

describe('an address that is not JoggAI', () => {
	it('is named when nothing listens there', async () => {
		const domain = await closedAddress();

		const result = await at.world.run({
			type: type(),
			parameters: AVATAR_VIDEO,
			credentials: { ...credentials(), domain },
		});

		const told = expectHonest(result);
		expect(told).toContain(`n8n cannot reach JoggAI at ${new URL(domain).host}`);
		expect(told).toContain('Nothing was sent');
	});

	it.each([
		['no key', { apiKey: '  ' }, 'has no API Key'],
		['no web address', { domain: 'api.jogg.ai' }, 'Base URL that is no web address'],
	])('is told for a credential with %s', async (_what, change, message) => {
		const result = await at.world.run({
			type: type(),
			parameters: AVATAR_VIDEO,
			credentials: { ...credentials(), ...change },
		});

		expect(expectHonest(result)).toContain(message);
		expect(at.world.joggAi.requests).toEqual([]);
	});
});
