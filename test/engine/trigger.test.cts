import type { NodeApiError } from 'n8n-workflow';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node';
import { KNOWN_EVENTS } from '../../nodes/shared/vocabulary/events';
import { between, TriggerBench } from '../harness/triggerHarness.cts';
import { numbered } from '../harness/wire.cts';
import { AVATAR_VIDEO, eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;

beforeEach(async () => void (n8n = await new TriggerBench(at.world).open()));

const AVATAR_EVENTS = ['generated_avatar_video_success', 'generated_avatar_video_failed'];
const VIDEO = { video_id: 'v1', status: 'completed', video_url: 'https://media.example/v1.mp4' };

const joggAi = () => at.world.joggAi;
const sent = () => joggAi().requests.map(({ method, path }) => `${method} ${path}`);
const changes = () =>
	joggAi()
		.requests.filter(({ method }) => method !== 'GET')
		.map(({ method }) => method);
const stored = () => n8n.staticData.production as { endpointId: string; secret: string; url: string };

/** Endpoints of other tools in the same account. */
const foreign = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		endpoint_id: `ep-${index + 1}`,
		url: `https://user:pass@hooks.example/${index + 1}?token=t0p`,
		secret: `whsec_${index}`,
		status: 'enabled' as const,
		events: ['generated_video_success'],
		username: 'demo',
		created_at: 1,
	}));

const failure = async (step: Promise<unknown>): Promise<NodeApiError> => {
	try {
		await step;
	} catch (error) {
		return error as NodeApiError;
	}
	throw new Error('nothing was thrown');
};

const works = async () => {
	const [delivery] = await joggAi().emit('generated_avatar_video_success', VIDEO);
	return delivery?.status === 200 && (await n8n.finished()).length === 1;
};

describe('activating', () => {
	it('registers one endpoint for the chosen events and remembers its ID and secret together', async () => {
		await n8n.activate();

		const [endpoint, ...more] = joggAi().endpoints;
		expect(more).toEqual([]);
		expect(endpoint).toMatchObject({ url: n8n.address(), status: 'enabled', events: AVATAR_EVENTS });
		expect(stored()).toEqual({
			endpointId: endpoint.endpoint_id,
			secret: endpoint.secret,
			url: n8n.address(),
			owner: { told: expect.stringMatching(/^[0-9a-f]{64}$/), credential: 'c' },
		});
		expect(await works()).toBe(true);
	});

	it.each(['check', 'create'] as const)('needs no more than "%s" to keep the endpoint', async (step) => {
		await n8n.activate();
		const before = structuredClone(joggAi().endpoints);

		expect(await n8n[step]()).toBe(true);

		expect(joggAi().endpoints).toEqual(before);
		expect(changes()).toEqual(['POST']);
	});

	it('needs no more than a check to change the endpoint, and the check tells when there is none', async () => {
		expect(await n8n.check()).toBe(false);
		expect(changes()).toEqual([]);

		await n8n.activate();
		n8n.change({ events: ['generated_script_success'] });
		expect(await n8n.check()).toBe(true);
		expect(joggAi().endpoints[0].events).toEqual(['generated_script_success']);
	});

	it('a second time keeps the endpoint and changes nothing', async () => {
		await n8n.activate();
		await n8n.activate();

		expect(joggAi().endpoints).toHaveLength(1);
		expect(changes()).toEqual(['POST']);
	});

	it('with the events in another order changes nothing', async () => {
		await n8n.activate();
		n8n.change({ events: [...AVATAR_EVENTS].reverse() });
		await n8n.activate();
		expect(changes()).toEqual(['POST']);
	});

	it.each([
		['null in place of the list', () => ({ endpoints: null })],
		['null in place of the data', () => null],
		['data without a list', () => ({})],
		['an empty list', () => []],
		['a list with null in it', () => ({ endpoints: [null] })],
		['a list with something else in it', () => ({ endpoints: [{}] })],
	])('where JoggAI answers with %s registers the first endpoint', async (_what, data) => {
		await alterReplies((method, path, reply) =>
			method === 'GET' && path.startsWith('/v2/endpoints')
				? JSON.stringify({ code: 0, data: data() })
				: reply,
		);
		await n8n.activate();
		expect(joggAi().endpoints).toHaveLength(1);
		expect(await works()).toBe(true);
	});

	it.each([
		['as a bare list', (list: unknown[]) => list],
		['with numbers for IDs', (list: unknown[]) => ({ endpoints: list, has_more: true, total: 500 })],
	])('finds its endpoint where JoggAI tells the endpoints %s', async (_what, shape) => {
		await n8n.activate();
		await alterReplies((method, path, reply) => {
			if (method !== 'GET' || !path.startsWith('/v2/endpoints')) return reply;
			const { data } = JSON.parse(reply) as { data: { endpoints: object[] } };
			const endpoints = data.endpoints.map((one) => ({ ...one, endpoint_id: 71 }));
			return JSON.stringify({ code: 0, data: shape(endpoints) });
		});
		await n8n.activate();
		expect(changes()).toEqual(['POST']);
		expect(stored()).toMatchObject({ endpointId: '71' });
		expect(await works()).toBe(true);
	});

	it('where JoggAI has an endpoint without events gives it its events', async () => {
		await n8n.activate();
		await alterReplies((method, _path, reply) =>
			method === 'GET' ? reply.replace(/"events":\[[^\]]*\]/g, '"events":null') : reply,
		);
		await n8n.activate();
		expect(changes()).toEqual(['POST', 'PUT']);
		expect(await works()).toBe(true);
	});

	it('with other events updates the endpoint', async () => {
		await n8n.activate();
		n8n.change({ events: ['generated_script_success'] });
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT']);
		expect(joggAi().endpoints).toEqual([
			expect.objectContaining({
				url: n8n.address(),
				status: 'enabled',
				events: ['generated_script_success'],
			}),
		]);
		expect(joggAi().requests.at(-1)?.body).toEqual({
			url: n8n.address(),
			status: 'enabled',
			events: ['generated_script_success'],
		});
	});

	it('enables an endpoint that somebody disabled', async () => {
		await n8n.activate();
		joggAi().endpoints[0].status = 'disabled';
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT']);
		expect(await works()).toBe(true);
	});

	it('after the endpoint was deleted at JoggAI registers a new one', async () => {
		await n8n.activate();
		const old = stored();
		joggAi().endpoints = [];
		await n8n.activate();

		expect(stored().endpointId).not.toBe(old.endpointId);
		expect(stored().secret).toBe(joggAi().endpoints[0].secret);
		expect(await works()).toBe(true);
	});

	it('takes a secret that n8n has lost from the list', async () => {
		await n8n.activate();
		delete n8n.staticData.production;
		await n8n.activate();

		expect(changes()).toEqual(['POST']);
		expect(await works()).toBe(true);
	});

	it('takes a secret from the list where the stored one has become another', async () => {
		await n8n.activate();
		joggAi().endpoints[0].secret = 'whsec_other';
		await n8n.activate();
		expect(await works()).toBe(true);
	});

	it('takes a lost secret from the reply to an update when the list hides it', async () => {
		await n8n.activate();
		delete n8n.staticData.production;
		await hideSecrets('GET');
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT']);
		expect(await works()).toBe(true);
	});

	it('replaces an endpoint whose secret nobody tells any more', async () => {
		await n8n.activate();
		delete n8n.staticData.production;
		await hideSecrets('GET', 'PUT');
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT', 'DELETE', 'POST']);
		expect(joggAi().endpoints).toHaveLength(1);
		expect(await works()).toBe(true);
	});

	it('keeps the secret it remembers when JoggAI shows only asterisks', async () => {
		await n8n.activate();
		await hideSecrets('GET', 'PUT');
		n8n.change({ events: ['generated_avatar_video_success'] });
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT']);
		expect(await works()).toBe(true);
	});

	it('keeps the secret it remembers when JoggAI answers an update with nothing', async () => {
		await n8n.activate();
		joggAi().fault({ match: 'PUT /v2/endpoint/{id}', kind: 'noData' });
		n8n.change({ events: ['generated_avatar_video_success'] });
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT']);
		expect(await works()).toBe(true);
	});

	it('registers anew when the endpoint goes while it is being updated', async () => {
		await n8n.activate();
		joggAi().fault({ match: 'PUT /v2/endpoint/{id}', kind: 'code', code: 10104 });
		await alterReplies((method, _path, reply) => {
			if (method === 'PUT') joggAi().endpoints = [];
			return reply;
		});
		n8n.change({ events: ['generated_avatar_video_success'] });
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'PUT', 'POST']);
		expect(await works()).toBe(true);
	});

	it('removes a second endpoint of the same address', async () => {
		await n8n.activate();
		const { endpointId } = stored();
		joggAi().endpoints = [
			{ ...joggAi().endpoints[0], endpoint_id: 'twin', secret: 'whsec_twin' },
			...joggAi().endpoints,
		];
		await n8n.activate();

		expect(joggAi().endpoints.map(({ endpoint_id }) => endpoint_id)).toEqual([endpointId]);
		expect(stored()).toMatchObject({ endpointId });
		expect(await works()).toBe(true);
	});

	it('brings back an endpoint that somebody has sent elsewhere at JoggAI', async () => {
		await n8n.activate();
		joggAi().endpoints[0].url = 'https://elsewhere.example/hook';
		await n8n.activate();
		expect(joggAi().endpoints.map(({ url }) => url)).toEqual([n8n.address()]);
		expect(await works()).toBe(true);
	});

	it('an imported copy of the workflow leaves the endpoint of the original alone', async () => {
		await n8n.activate();
		const original = { ...joggAi().endpoints[0] };
		const copy = await new TriggerBench(at.world, { staticData: structuredClone(n8n.staticData) }).open();
		await copy.activate();

		expect(joggAi().endpoints).toHaveLength(2);
		expect(joggAi().endpoints).toContainEqual(original);
	});
});

/** From now on something in front of JoggAI changes its replies. */
async function alterReplies(alter: (method: string, path: string, reply: string) => string): Promise<void> {
	n8n.credentials = { ...at.world.credentials, domain: await between(joggAi().url, alter) };
}

/** JoggAI shows asterisks in place of secrets in its replies to these requests. */
const hideSecrets = async (...methods: string[]) =>
	await alterReplies((method, _path, reply) =>
		methods.includes(method) ? reply.replace(/"secret":"[^"]*"/g, '"secret":"whsec_****"') : reply,
	);

describe('an activation that cannot work', () => {
	it('in an account with 20 endpoints names them and the way to remove one, without any secret', async () => {
		joggAi().endpoints = foreign(20);
		const error = await failure(n8n.activate());

		expect(error.message).toContain('already has 20 webhook endpoints');
		expect(error.message).toContain('JoggAI Account → Webhook Endpoint → Delete');
		for (let index = 1; index <= 20; index++)
			expect(error.message).toContain(`ep-${index} (https://hooks.example/${index})`);
		expect(JSON.stringify(error)).not.toMatch(/t0p|whsec_|user:pass|sandbox-key/);
		expect(changes()).toEqual([]);
	});

	it('still works with 19 endpoints of others', async () => {
		joggAi().endpoints = foreign(19);
		await n8n.activate();
		expect(joggAi().endpoints).toHaveLength(20);
	});

	it.each(['activate', 'create'] as const)(
		'replaces its own endpoint even in a full account (%s)',
		async (step) => {
			await n8n.activate();
			joggAi().endpoints = [...foreign(19), ...joggAi().endpoints];
			delete n8n.staticData.production;
			await hideSecrets('GET', 'PUT');
			await n8n[step]();
			expect(joggAi().endpoints).toHaveLength(20);
		},
	);

	it('does not count its own endpoint, which it has given up, among those that fill the account', async () => {
		await n8n.activate();
		joggAi().endpoints = [...foreign(20), ...joggAi().endpoints];
		delete n8n.staticData.production;
		await hideSecrets('GET', 'PUT');
		expect((await failure(n8n.create())).message).toContain('already has 20 webhook endpoints');
	});

	it('without events asks JoggAI for nothing and names the field', async () => {
		n8n.change({ events: [] });
		expect((await failure(n8n.activate())).message).toMatch(/^'Trigger On' is empty/);
		expect(sent()).toEqual([]);
	});

	it('at an address without encryption advises a public HTTPS address, before JoggAI is asked', async () => {
		n8n.webhookBase = 'http://n8n.intern:5678';
		const error = await failure(n8n.activate());

		expect(error.message).toContain('JoggAI cannot reach the address of this n8n (http://n8n.intern:5678). ');
		expect(error.message).toContain('WEBHOOK_URL');
		expect(sent()).toEqual([]);
		expect(n8n.staticData).toEqual({});
	});

	it('at an address that a sandbox in the same network does not take advises a public HTTPS address', async () => {
		n8n.webhookBase = 'http://192.168.1.20:5678';
		const error = await failure(n8n.activate());

		expect(error.message).toContain(
			'JoggAI did not accept the address of this n8n (http://192.168.1.20:5678). ',
		);
		expect(error.message).toContain('WEBHOOK_URL');
		expect(error.message).toContain('url must be a public https address');
		expect(n8n.staticData).toEqual({});
	});

	it('at localhost advises a public HTTPS address, whatever words JoggAI finds', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'code', code: 40000, msg: 'invalid parameter' });
		n8n.webhookBase = 'http://localhost:5678';
		expect((await failure(n8n.activate())).message).toContain('WEBHOOK_URL');
	});

	it('with an event that JoggAI does not take says which field to change', async () => {
		n8n.change({ events: ['generated_hologram_success'] });
		const error = await failure(n8n.activate());
		expect(error.message).toContain('"Trigger On"');
		expect(error.message).toContain('generated_hologram_success');
		expect(changes()).toEqual(['POST']);
		expect(sent().at(-1)).toBe('POST /v2/endpoint');
	});

	it('keeps the endpoint as it is when JoggAI does not take an event that was added', async () => {
		await n8n.activate();
		n8n.change({ events: ['generated_hologram_success'] });
		const error = await failure(n8n.activate());
		expect(error.message).toContain('"Trigger On"');
		expect(changes()).toEqual(['POST', 'PUT']);
		expect(joggAi().endpoints).toEqual([expect.objectContaining({ events: AVATAR_EVENTS })]);
	});

	it('with a wrong API key says so, without the key', async () => {
		const wrong = await new TriggerBench(at.world, {
			credentials: { ...at.world.credentials, apiKey: 'wr0ng-key' },
		}).open();
		const error = await failure(wrong.activate());
		expect(error.message).toMatch(/^JoggAI did not accept the API key\. .*app\.jogg\.ai/);
		expect(JSON.stringify(error) + error.description).not.toContain('wr0ng-key');
	});

	it('while JoggAI is down says that nothing was sent', async () => {
		const nowhere = { ...at.world.credentials, domain: 'http://127.0.0.1:9' };
		const lost = await new TriggerBench(at.world, { credentials: nowhere }).open();
		expect((await failure(lost.activate())).message).toContain('n8n cannot reach JoggAI');
	});
});

describe('a registration with an unclear outcome', () => {
	it('finds the endpoint that JoggAI made although its answer was lost', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'resetAfter' });
		await n8n.activate();

		expect(changes()).toEqual(['POST']);
		expect(joggAi().endpoints).toHaveLength(1);
		expect(await works()).toBe(true);
	});

	it('is reported, and not repeated, when JoggAI has made none', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'code', code: 50000 });
		const error = await failure(n8n.activate());

		expect(error.message).toContain('fault on its side');
		expect(changes()).toEqual(['POST']);
		expect(sent().at(-1)).toBe('GET /v2/endpoints');
		expect(n8n.staticData).toEqual({});
	});

	it('finds the endpoint when the answer holds nothing', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'noData' });
		await n8n.activate();
		expect(changes()).toEqual(['POST']);
		expect(await works()).toBe(true);
	});

	it('waits out a short refusal for too many requests', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'code', code: 429, retryAfter: 3 });
		await n8n.activate();

		expect(changes()).toEqual(['POST', 'POST']);
		expect(at.world.clock.elapsedSeconds).toBeGreaterThanOrEqual(3);
		expect(joggAi().endpoints).toHaveLength(1);
	});

	it('does not wait out a refusal for longer than a publication may take', async () => {
		joggAi().fault({ match: 'POST /v2/endpoint', kind: 'code', code: 429, retryAfter: 60 });
		const error = await failure(n8n.activate());

		expect(error.message).toContain('too many requests');
		expect(changes()).toEqual(['POST']);
		expect(at.world.clock.elapsedSeconds).toBe(0);
	});

	it('goes before the items of a batch that wait for the same key', async () => {
		const batch = at.world.run({
			type: new JoggAiAvatarVideo(),
			parameters: { ...AVATAR_VIDEO, waitForCompletion: 'none' },
			items: numbered(22),
		});
		await at.world.clock.sleep(58_000);
		await n8n.activate();
		await batch;

		const posts = joggAi()
			.requests.filter(({ method }) => method === 'POST')
			.map(({ path }) => path);
		expect(posts).toHaveLength(23);
		expect(posts.indexOf('/v2/endpoint')).toBe(20);
	});
});

describe('deactivating', () => {
	beforeEach(async () => await n8n.activate());

	it('removes the endpoint and forgets it', async () => {
		expect(await n8n.deactivate()).toBe(true);
		expect(joggAi().endpoints).toEqual([]);
		expect(stored()).not.toHaveProperty('endpointId');
		expect(stored()).not.toHaveProperty('secret');
		expect(n8n.log).toEqual([]);
	});

	it('is done when the endpoint is already gone', async () => {
		joggAi().endpoints = [];
		expect(await n8n.deactivate()).toBe(true);
		expect(stored()).not.toHaveProperty('endpointId');
		expect(stored()).not.toHaveProperty('secret');
		expect(n8n.log).toEqual([]);
	});

	it.each([
		['is down', { kind: 'resetBefore' as const }],
		['is out of order', { kind: 'code' as const, code: 50000 }],
		['does not accept the key any more', { kind: 'code' as const, code: 10105 }],
		['is receiving too many requests', { kind: 'code' as const, code: 429 }],
		['sends some page', { kind: 'html' as const, httpStatus: 502 }],
	])('works while JoggAI %s, and is logged', async (_what, trouble) => {
		joggAi().fault({ match: 'DELETE /v2/endpoint/{id}', times: 'always', ...trouble });
		const { endpointId, secret } = stored();

		expect(await n8n.deactivate()).toBe(true);
		expect(stored()).not.toHaveProperty('endpointId');
		expect(stored()).not.toHaveProperty('secret');
		expect(n8n.log).toEqual([expect.stringMatching(/^warn /)]);
		expect(n8n.log[0]).toContain(endpointId);
		expect(n8n.log[0]).not.toContain(secret);

		joggAi().clearFaults();
		await n8n.activate();
		expect(joggAi().endpoints).toHaveLength(1);
		expect(await works()).toBe(true);
	});

	it('works with a credential that has lost its key', async () => {
		n8n.credentials = { ...at.world.credentials, apiKey: '' };
		expect(await n8n.deactivate()).toBe(true);
		expect(n8n.log[0]).toContain('no API Key');
	});

	it('says that some endpoint may be left where n8n has lost its ID and JoggAI cannot be asked', async () => {
		delete n8n.staticData.production;
		joggAi().fault({ match: 'GET /v2/endpoints', times: 'always', kind: 'code', code: 10105 });
		expect(await n8n.deactivate()).toBe(true);
		expect(n8n.log).toEqual([
			expect.stringMatching(/^warn JoggAI Trigger: An endpoint may be left at JoggAI; .*API key/),
		]);
	});

	it('finds the endpoint by its address where n8n has lost its ID', async () => {
		delete n8n.staticData.production;
		joggAi().endpoints = [...foreign(2), ...joggAi().endpoints];
		await n8n.deactivate();
		expect(joggAi().endpoints.map(({ endpoint_id }) => endpoint_id)).toEqual(['ep-1', 'ep-2']);
	});

	it('leaves an endpoint alone that an n8n with another address has registered, and names it', async () => {
		const [original] = joggAi().endpoints;
		const copy = await new TriggerBench(at.world, { staticData: structuredClone(n8n.staticData) }).open();
		await copy.deactivate();
		expect(joggAi().endpoints).toEqual([original]);
		expect(copy.log).toEqual([expect.stringContaining(`Endpoint ${original.endpoint_id} (${original.url})`)]);
		expect(await works()).toBe(true);
	});

	it.each([
		['has no address for JoggAI', { webhookBase: 'http://staging.example.com' }, undefined],
		['meets a JoggAI that is out of order', {}, { match: 'GET /v2/endpoints', code: 50000, times: 2 }],
	])('leaves it alone, too, after a publication that fails because it %s', async (_why, changed, fault) => {
		const [original] = joggAi().endpoints;
		const copy = await new TriggerBench(at.world, { staticData: structuredClone(n8n.staticData) }).open();
		Object.assign(copy, changed);
		if (fault) joggAi().fault({ ...fault, kind: 'code' });
		await copy.publish(async () => undefined).catch((error: Error) => error);
		expect(joggAi().endpoints).toContainEqual(original);
		expect(await works()).toBe(true);
	});
});

describe('listening for a test event', () => {
	it('has an endpoint of its own, which goes without touching the one of the active workflow', async () => {
		await n8n.activate();
		const production = { ...joggAi().endpoints[0] };
		await n8n.listen();
		expect(joggAi().endpoints.map(({ url }) => url)).toEqual([n8n.address(), n8n.address(true)]);

		await n8n.stopListening();
		expect(joggAi().endpoints).toEqual([production]);
		expect(await works()).toBe(true);
	});

	it.each([
		['is refused', { match: 'POST /v2/endpoint', kind: 'code' as const, code: 40000 }],
		['does not get as far as that', { match: 'GET /v2/endpoints', kind: 'code' as const, code: 10105 }],
	])('leaves the endpoint of the active workflow alone when it %s', async (_what, fault) => {
		await n8n.activate();
		joggAi().fault(fault);
		await failure(n8n.listen());
		await n8n.stopListening();
		expect(joggAi().endpoints).toHaveLength(1);
		expect(await works()).toBe(true);
	});
});

describe('the menu of events', () => {
	it('offers the known events and those that JoggAI adds, with readable names', async () => {
		const events = await n8n.events();

		expect(events.map(({ value }) => value).sort()).toEqual([...KNOWN_EVENTS].sort());
		expect(KNOWN_EVENTS).toHaveLength(22);
		expect(events).toContainEqual(
			expect.objectContaining({ name: 'Avatar video completed', value: 'generated_avatar_video_success' }),
		);
		expect(events.map(({ name }) => name)).toEqual(
			events.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en')),
		);
	});

	it('offers an event that only JoggAI knows under a name of its own', async () => {
		const events = ['generated_lip_sync_success', 'generated_video_failed', '', 7];
		await alterReplies(() => JSON.stringify({ code: 0, data: { events } }));
		const offered = await n8n.events();
		expect(offered).toHaveLength(23);
		expect(offered).toContainEqual(
			expect.objectContaining({ name: 'Lip sync completed', value: 'generated_lip_sync_success' }),
		);
	});

	it.each([
		['is out of order', { kind: 'code' as const, code: 50000 }],
		['sends some page', { kind: 'html' as const }],
		['answers with nothing', { kind: 'noData' as const }],
	])('offers the known events while JoggAI %s', async (_what, trouble) => {
		joggAi().fault({ match: 'GET /v2/events', ...trouble });
		expect(await n8n.events()).toHaveLength(22);
	});

	it('says in the log of n8n why only the known events are offered', async () => {
		joggAi().fault({ match: 'GET /v2/events', kind: 'code', code: 10105 });
		await n8n.events();
		expect(n8n.log).toEqual([
			'warn JoggAI Trigger: only the known events are offered. JoggAI did not accept the API key {}',
		]);
	});

	it('has the known events even before anything was loaded', () => {
		const field = n8n.type.description.properties.find(({ name }) => name === 'events');
		expect(field?.options?.map((option) => (option as { value: string }).value).sort()).toEqual(
			[...KNOWN_EVENTS].sort(),
		);
	});
});
