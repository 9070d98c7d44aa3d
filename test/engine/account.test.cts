import type { INodeParameters } from 'n8n-workflow';
import { JoggAiAccount } from '../../nodes/Account/JoggAiAccount.node';
import { LISTED_EVENTS } from '../../sandbox/vocabulary.cts';
import type { Endpoint } from '../../sandbox/index.cts';
import { json } from '../harness/engine.cts';
import { byId, fromList, search } from '../harness/form.cts';
import { everythingIn, numbered } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const type = () => new JoggAiAccount();

const SECRET = 'sandbox-endpoint-secret';
const CREATED = Date.parse('2026-09-01T12:00:00Z') / 1000;
const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
	endpoint_id: 'ep-1',
	url: 'https://hooks.example/one',
	secret: SECRET,
	status: 'enabled',
	events: ['generated_script_success'],
	username: 'Sandbox Demo',
	created_at: CREATED,
	...changes,
});
const shown = {
	endpointId: 'ep-1',
	url: 'https://hooks.example/one',
	status: 'enabled',
	events: ['generated_script_success'],
	username: 'Sandbox Demo',
	createdAt: '2026-09-01T12:00:00.000Z',
};

const account = async (operation: string) =>
	await at.world.run({ type: type(), parameters: { resource: 'account', operation } });
const webhook = async (operation: string, parameters: INodeParameters = {}, items = numbered(1)) =>
	await at.world.run({
		type: type(),
		parameters: { resource: 'webhookEndpoint', operation, ...parameters },
		items,
	});
const wire = () => at.world.joggAi.requests.map(({ method, path, body }) => [method, path, body]);

describe('Account', () => {
	it('Get User tells whose key it is', async () => {
		const { items } = await account('getUser');

		expect(wire()).toEqual([['GET', '/v2/user/whoami', undefined]]);
		expect(items).toEqual([
			{ json: { email: 'demo@sandbox.example', username: 'Sandbox Demo' }, pairedItem: { item: 0 } },
		]);
	});

	it.each(['spec', 'guide'] as const)(
		'Get Credits returns a number to calculate with, in the %s dialect',
		async (dialect) => {
			at.world.joggAi.settings.dialect = dialect;
			at.world.joggAi.credits = 12.35;

			const { items } = await account('getCredits');

			expect(wire()).toEqual([['GET', '/v2/user/remaining_quota', undefined]]);
			expect(items).toEqual([{ json: { credits: 12.35 }, pairedItem: { item: 0 } }]);
		},
	);

	it('Get Credits returns zero when nothing is left', async () => {
		at.world.joggAi.credits = 0;

		expect(json((await account('getCredits')).items)).toEqual([{ credits: 0 }]);
	});

	it('Get User asks again after a lost connection, and does not wait for a turn among what costs credits', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/user/whoami', kind: 'resetBefore' });
		const credentials = { ...at.world.credentials, requestsPerMinute: 1 };
		const parameters = { resource: 'account', operation: 'getUser' };

		const { items } = await at.world.run({ type: type(), parameters, credentials, items: numbered(3) });

		expect(items.map(({ json: { username } }) => username)).toEqual(Array(3).fill('Sandbox Demo'));
		expect(wire()).toHaveLength(4);
		expect(at.world.clock.elapsedSeconds).toBe(1);
	});

	it('Get Credits says so when JoggAI names no number', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/user/remaining_quota', kind: 'noData' });

		expect((await account('getCredits')).error?.message).toMatch('without any data');
	});
});

describe('Webhook Endpoint → Create', () => {
	const CREATE = {
		url: ' https://hooks.example/new?token=1 ',
		events: ['generated_script_failed', 'create_avatar_success'],
	};

	it('adds the endpoint and keeps its secret to itself', async () => {
		const { items, error } = await webhook('create', CREATE);

		expect(error).toBeUndefined();
		expect(wire()).toEqual([
			[
				'POST',
				'/v2/endpoint',
				{ url: 'https://hooks.example/new?token=1', events: CREATE.events, status: 'enabled' },
			],
		]);
		const [made] = at.world.joggAi.endpoints;
		expect(items[0].json).toEqual({
			endpointId: made.endpoint_id,
			url: made.url,
			status: 'enabled',
			events: CREATE.events,
			username: made.username,
			createdAt: expect.stringMatching(/^2026-10-01T/),
		});
		expect(everythingIn(items)).not.toContain(made.secret);
	});

	it('hides the secret in the raw data as well, and shows it when the user asks for it', async () => {
		const raw = await webhook('create', { ...CREATE, options: { simplify: false } });
		const asked = await webhook('create', { ...CREATE, options: { simplify: false, includeSecret: true } });
		const simplified = await webhook('create', { ...CREATE, options: { includeSecret: true } });

		const [first, second, third] = at.world.joggAi.endpoints;
		expect(raw.items[0].json).toMatchObject({ endpoint_id: first.endpoint_id });
		expect(everythingIn(raw.items)).not.toContain(first.secret);
		expect(asked.items[0].json).toMatchObject({ endpoint_id: second.endpoint_id, secret: second.secret });
		expect(simplified.items[0].json).toMatchObject({ endpointId: third.endpoint_id, secret: third.secret });
	});

	it('takes events as a text with commas, as an AI Agent would write them', async () => {
		await webhook('create', { ...CREATE, events: '={{ "generated_script_failed, create_avatar_success" }}' });

		expect(at.world.joggAi.endpoints[0].events).toEqual(CREATE.events);
	});

	it('takes an address on this machine without a certificate', async () => {
		const { error } = await webhook('create', { ...CREATE, url: 'http://localhost:5678/webhook/1' });

		expect(error).toBeUndefined();
	});

	it.each([
		[
			'a public address without encryption',
			{ url: 'http://hooks.example/new' },
			"'URL' must be a web address that starts with https://",
		],
		['something that is no address', { url: 'hooks.example/new' }, "'URL' must be a web address"],
		['no address', { url: '={{ "" }}' }, "'URL' is empty"],
		['no event', { events: '={{ [] }}' }, "'Events' is empty"],
	])('sends nothing for %s', async (_what, changes, message) => {
		const { error } = await webhook('create', { ...CREATE, ...changes });

		expect(error?.message).toMatch(message);
		expect(wire()).toEqual([]);
	});

	it('passes on that the account is full', async () => {
		at.world.joggAi.endpoints = Array.from({ length: 20 }, (_, index) =>
			endpoint({ endpoint_id: `ep-${index}` }),
		);

		const { error } = await webhook('create', CREATE);

		expect(error?.message).toMatch('no more than 20 endpoints');
	});
});

describe('Webhook Endpoint → Update', () => {
	beforeEach(
		() =>
			(at.world.joggAi.endpoints = [
				endpoint(),
				endpoint({ endpoint_id: 'ep-2', url: 'https://hooks.example/two' }),
			]),
	);

	it('sends what the user left alone as it is, because JoggAI replaces the whole endpoint', async () => {
		const { items } = await webhook('update', {
			endpoint: byId('ep-2'),
			updateFields: { status: 'disabled' },
		});

		expect(wire()).toEqual([
			['GET', '/v2/endpoints', undefined],
			[
				'PUT',
				'/v2/endpoint/ep-2',
				{ url: 'https://hooks.example/two', status: 'disabled', events: ['generated_script_success'] },
			],
		]);
		expect(items[0].json).toEqual({
			...shown,
			endpointId: 'ep-2',
			url: 'https://hooks.example/two',
			status: 'disabled',
		});
		expect(at.world.joggAi.endpoints[0]).toEqual(endpoint());
	});

	it('replaces everything that the user gives', async () => {
		await webhook('update', {
			endpoint: fromList('ep-1'),
			updateFields: {
				url: 'https://hooks.example/other',
				status: 'disabled',
				events: ['generated_video_failed'],
			},
		});

		expect(at.world.joggAi.endpoints[0]).toEqual(
			endpoint({
				url: 'https://hooks.example/other',
				status: 'disabled',
				events: ['generated_video_failed'],
			}),
		);
	});

	it('keeps the address where an expression yields none', async () => {
		await webhook('update', {
			endpoint: byId('ep-1'),
			updateFields: { url: '={{ $json.missing }}', status: 'disabled' },
		});

		expect(at.world.joggAi.endpoints[0]).toEqual(endpoint({ status: 'disabled' }));
	});

	it.each([
		[
			'an ID that the account does not have',
			byId('ep-3'),
			{ status: 'enabled' },
			'no webhook endpoint with the ID ep-3',
		],
		['nothing to change', byId('ep-1'), {}, "'Update Fields' is empty"],
		['no events to change to', byId('ep-1'), { status: 'enabled', events: '={{ [] }}' }, "'Events' is empty"],
		['no endpoint', byId('={{ " " }}'), { status: 'enabled' }, "'Webhook Endpoint' is empty"],
	])('changes nothing for %s', async (_what, chosen, updateFields, message) => {
		const { error } = await webhook('update', { endpoint: chosen, updateFields });

		expect(error?.message).toMatch(message);
		expect(at.world.joggAi.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('hides the secret in the raw data as well', async () => {
		const { items } = await webhook('update', {
			endpoint: byId('ep-1'),
			updateFields: { status: 'disabled' },
			options: { simplify: false },
		});

		expect(items[0].json).toEqual({ ...endpoint({ status: 'disabled' }), secret: undefined });
		expect(everythingIn(items)).not.toContain(SECRET);
	});
});

describe('Webhook Endpoint → Delete', () => {
	it('removes the endpoint and says so', async () => {
		at.world.joggAi.endpoints = [endpoint(), endpoint({ endpoint_id: 'a/b c' })];

		const { items } = await webhook('delete', { endpoint: byId(' a/b c ') });

		expect(wire()).toEqual([['DELETE', '/v2/endpoint/a%2Fb%20c', undefined]]);
		expect(items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect(at.world.joggAi.endpoints).toEqual([endpoint()]);
	});

	it('says that JoggAI does not know the ID', async () => {
		const { error } = await webhook('delete', { endpoint: byId('gone') });

		expect(error?.message).toBe('JoggAI does not know this ID');
	});
});

describe('Webhook Endpoint → Get Many', () => {
	beforeEach(
		() =>
			(at.world.joggAi.endpoints = [
				endpoint(),
				endpoint({ endpoint_id: 'ep-2' }),
				endpoint({ endpoint_id: 'ep-3' }),
			]),
	);

	it('returns the endpoints without their secrets', async () => {
		const { items } = await webhook('getMany', { limit: 2 });

		expect(wire()).toEqual([['GET', '/v2/endpoints', undefined]]);
		expect(json(items)).toEqual([shown, { ...shown, endpointId: 'ep-2' }]);
		expect(everythingIn(items)).not.toContain(SECRET);
	});

	it('hides the secrets in the raw data as well', async () => {
		const { items } = await webhook('getMany', { returnAll: true, simplify: false });

		expect(items[0].json).toEqual({ ...endpoint(), secret: undefined });
		expect(everythingIn(items)).not.toContain(SECRET);
	});

	it.each([true, false])('shows the secrets when the user asks for them (Simplify %s)', async (simplify) => {
		const { items } = await webhook('getMany', {
			returnAll: true,
			simplify,
			options: { includeSecret: true },
		});

		expect(json(items).map(({ secret }) => secret)).toEqual([SECRET, SECRET, SECRET]);
	});
});

describe('Webhook Endpoint → Get Many Events', () => {
	it('returns one item per event that JoggAI lists', async () => {
		const { items } = await webhook('getManyEvents', { returnAll: true });

		expect(wire()).toEqual([['GET', '/v2/events', undefined]]);
		expect(json(items).map(({ event }) => event)).toEqual([...LISTED_EVENTS]);
		expect(json(items)).toContainEqual({
			event: 'generated_avatar_video_success',
			name: 'Avatar video completed',
		});
	});
});

describe('the picker of webhook endpoints', () => {
	const find = async (filter?: string) =>
		await search(
			{ type: type(), method: 'searchWebhookEndpoints', credentials: at.world.credentials },
			filter,
		);

	beforeEach(() => {
		at.world.joggAi.endpoints = [
			endpoint({ url: 'https://user:pass@hooks.example/one?token=hidden#part' }),
			endpoint({ endpoint_id: 'ep-2', url: 'https://hooks.example/two', status: 'disabled' }),
		];
	});

	it('shows address and status, and nothing that opens doors', async () => {
		expect(await find()).toEqual({
			results: [
				{ name: 'https://hooks.example/one (enabled)', value: 'ep-1' },
				{ name: 'https://hooks.example/two (disabled)', value: 'ep-2' },
			],
			paginationToken: undefined,
		});
	});

	it('finds by a part of the address', async () => {
		expect((await find('TWO')).results.map(({ value }) => value)).toEqual(['ep-2']);
	});
});
