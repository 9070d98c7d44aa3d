import type { INode, INodeParameters } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { JoggAiListVoices } from '../../nodes/ListVoices/JoggAiListVoices.node';
import type { Fault } from '../../sandbox/index.cts';
import { json } from '../harness/engine.cts';
import { closedAddress, reply, startServer } from '../harness/servers.cts';
import { numbered, reads, writes } from '../harness/wire.cts';
import { ASK, AVATAR_VIDEO, CREATE, RETRY, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiAvatarVideo();

/** The node's own option; long enough for every reply that comes. */
const impatient = { requestOptions: { timeout: 400 } };

const create = async (parameters: INodeParameters = {}, node: Partial<INode> = {}) =>
	await at.world.run({ type: type(), parameters: { ...AVATAR_VIDEO, ...parameters }, node });

describe("a credential that n8n's user restricted to some domains", () => {
	it.each([
		['none at all', { allowedHttpRequestDomains: 'none' }],
		['a list that is empty', { allowedHttpRequestDomains: 'domains', allowedDomains: '' }],
		['others than the Base URL', { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' }],
	])('still reaches its own Base URL with %s', async (_what, restriction) => {
		const { error, items } = await at.world.run({
			type: type(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
			credentials: { ...at.world.credentials, ...restriction },
		});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});
});

describe('a create request whose outcome nobody knows', () => {
	const troubles: Array<[string, Fault, number]> = [
		['a connection cut before JoggAI worked on it', { match: CREATE, kind: 'resetBefore' }, 0],
		['a connection cut after JoggAI worked on it', { match: CREATE, kind: 'resetAfter' }, 1],
		['a reply that never comes', { match: CREATE, kind: 'hang' }, 0],
		['half a reply', { match: CREATE, kind: 'truncated' }, 1],
		['a proxy that gave up', { match: CREATE, kind: 'html', httpStatus: 504 }, 0],
		['a fault on JoggAI’s side', { match: CREATE, kind: 'code', code: 50000 }, 0],
	];

	it.each(troubles)(
		'is sent once after %s, and the message says what is not known',
		async (_what, fault, charges) => {
			at.world.joggAi.fault(fault);

			const { error, status } = await create(impatient);

			expect(status).toBe('error');
			expect(error?.description).toContain(
				'It is not known whether JoggAI accepted this request and charged credits',
			);
			expect(error?.description).toContain('app.jogg.ai');
			expect(writes(at.world)).toHaveLength(1);
			expect(at.world.joggAi.charges).toHaveLength(charges);
		},
	);

	it.each(troubles)('is not sent again by Retry On Fail after %s', async (_what, fault) => {
		at.world.joggAi.fault(fault);

		const { error } = await create(impatient, RETRY);

		expect(error?.description).toContain('It is not known whether');
		expect(writes(at.world)).toHaveLength(1);
		expect(at.world.joggAi.charges.length).toBeLessThanOrEqual(1);
	});

	it('spoils only its own item among several that continue', async () => {
		at.world.joggAi.fault({ match: CREATE, skip: 1, kind: 'resetAfter' });

		const { items } = await at.world.run({
			type: type(),
			parameters: AVATAR_VIDEO,
			items: numbered(3),
			node: { onError: 'continueRegularOutput' },
		});

		expect(json(items).map(({ status, error }) => status ?? error)).toEqual([
			'completed',
			expect.stringContaining('broke off'),
			'completed',
		]);
		expect(writes(at.world)).toHaveLength(3);
	});
});

describe('a create request that is answered with a redirect', () => {
	it.each([301, 302, 303, 307, 308])('(%i) is sent nowhere else, and fails', async (status) => {
		const elsewhere = await startServer(reply(200, '{"code":0,"data":{"video_id":"v1"}}'));
		const joggAi = await startServer(reply(status, '', { location: `${elsewhere.url}/elsewhere` }));
		at.world.credentials.domain = joggAi.url;

		const { error } = await create({ waitForCompletion: 'none' });

		expect(error?.message).toBe(`JoggAI's address answered with an empty reply (HTTP ${status})`);
		expect(joggAi.received.map(({ method }) => method)).toEqual(['POST']);
		expect(elsewhere.received).toEqual([]);
	});
});

describe('an address that cannot be reached', () => {
	it('says that nothing was sent, and Retry On Fail may try again', async () => {
		const domain = await closedAddress();

		const { error } = await at.world.run({
			type: type(),
			parameters: AVATAR_VIDEO,
			credentials: { ...at.world.credentials, domain },
			node: RETRY,
		});

		expect(error?.message).toMatch(/^n8n cannot reach JoggAI at 127\.0\.0\.1:\d+$/);
		expect(error?.description).toContain('Nothing was sent');
		expect(error?.description).not.toContain('not known whether');
	});

	it('is told the same way when only asking, after a few attempts', async () => {
		const domain = await closedAddress();

		const { error } = await at.world.run({
			type: type(),
			parameters: { operation: 'get', videoId: 'v1' },
			credentials: { ...at.world.credentials, domain },
		});

		expect(error?.message).toContain('n8n cannot reach JoggAI');
		expect(at.world.clock.elapsedSeconds).toBe(15);
	});
});

describe('questions are asked again', () => {
	const transient: Array<[string, Fault]> = [
		['a connection cut before', { match: ASK, kind: 'resetBefore', times: 3 }],
		['a connection cut after', { match: ASK, kind: 'resetAfter', times: 3 }],
		['a reply that never comes', { match: ASK, kind: 'hang', times: 1 }],
		['half a reply', { match: ASK, kind: 'truncated', times: 3 }],
		['a bad gateway', { match: ASK, kind: 'html', httpStatus: 502, times: 3 }],
		['code 50000', { match: ASK, kind: 'code', code: 50000, times: 3 }],
		['too many requests', { match: ASK, kind: 'code', code: 429, times: 1 }],
	];

	it.each(transient)('after %s, and the answer still comes', async (_what, fault) => {
		const id = (await create({ waitForCompletion: 'none' })).items[0].json.id as string;
		at.world.joggAi.fault(fault);

		const { items, error } = await at.world.run({
			type: type(),
			parameters: { operation: 'get', videoId: id, ...impatient },
		});

		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe(id);
		expect(reads(at.world)).toHaveLength(Number(fault.times) + 1);
	});

	it('but not when JoggAI has refused them for good', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/voices', kind: 'code', code: 40000, times: 'always' });

		await at.world.run({
			type: new JoggAiListVoices(),
			parameters: { operation: 'getMany', source: 'library' },
		});

		expect(reads(at.world)).toHaveLength(1);
	});

	it('with pauses that grow', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/voices', kind: 'html', times: 'always' });

		await at.world.run({
			type: new JoggAiListVoices(),
			parameters: { operation: 'getMany', source: 'library' },
		});

		const times = reads(at.world).map(({ at: moment }) => moment);
		expect(times.slice(1).map((time, index) => (time - times[index]) / 1000)).toEqual([1, 2, 4, 8]);
	});
});

describe('the wait for a video', () => {
	it.each([
		['cut connections', { match: ASK, kind: 'resetBefore', times: 20 }],
		['bad gateways', { match: ASK, kind: 'html', httpStatus: 502, times: 20 }],
		['empty replies', { match: ASK, kind: 'empty', times: 20 }],
	] as Array<[string, Fault]>)('survives minutes of %s', async (_what, fault) => {
		at.world.joggAi.fault(fault);

		const { items, error } = await create();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: at.world.joggAi.charges[0].id, status: 'completed' });
	});

	it('uses the node’s time-out and proxy settings for its questions too', async () => {
		const proxy = await startServer((request, response) =>
			reply(
				200,
				JSON.stringify({
					code: 0,
					msg: 'ok',
					data:
						request.method === 'POST'
							? { video_id: 'v1' }
							: { video_id: 'v1', status: 'completed', video_url: 'https://files.example/v1.mp4' },
				}),
			)(request, response),
		);

		const { items, error } = await create({ requestOptions: { proxy: proxy.url } });

		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe('v1');
		expect(proxy.received.map(({ method }) => method)).toEqual(['POST', 'GET']);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('does not hang on a question that is never answered', async () => {
		at.world.joggAi.fault({ match: ASK, kind: 'hang', times: 2 });

		const { items, error } = await create(impatient);

		expect(error).toBeUndefined();
		expect(items[0].json.status).toBe('completed');
	});
});
