import { createHmac } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { isSameOwner, ownerOf } from '../../nodes/shared/api/owner';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const OTHER = 'other-key';
const at = eachInItsOwnWorld({ keys: ['sandbox-key', OTHER] });
let n8n: TriggerBench;

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	await n8n.activate();
});

const useKey = (apiKey: string) => void (n8n.credentials = { ...at.world.credentials, apiKey });
/** JoggAI has given the account another key. */
function renewKey(): void {
	at.world.joggAi.settings.keys[0] = 'renewed';
	useKey('renewed');
}
const endpoints = () => at.world.joggAi.endpoints.map(({ key, url, endpoint_id: id }) => ({ key, url, id }));
const secretOf = (owner: string) => at.world.joggAi.endpoints.find(({ key }) => key === owner)?.secret ?? '';

/** The answer to an event, made at the beginning, that is signed with this secret. */
async function statusFor(secret: string): Promise<number> {
	const body = JSON.stringify({
		event_id: `evt_${secret}`,
		event: 'generated_avatar_video_success',
		timestamp: 1_790_812_800,
		data: { video_id: 'v1' },
	});
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return (await n8n.call(body, { 'x-webhook-signature': signature })).status;
}

/** n8n 2 removes a changed trigger and registers it anew; n8n 1 may only look whether it is still there. */
const ways: Array<[string, () => Promise<void>]> = [
	[
		'as n8n 2 does it',
		async () => {
			await n8n.deactivate();
			await n8n.activate();
		},
	],
	['as n8n 1 does it', async () => await n8n.activate()],
];

describe.each(ways)("registered anew with another account's key, %s, the trigger", (_how, publishAgain) => {
	it('drops the former secret, whenever an event was made, and takes events of the new account', async () => {
		const old = n8n.secret();
		useKey(OTHER);
		await publishAgain();
		expect([await statusFor(old), await statusFor(secretOf(OTHER))]).toEqual([401, 200]);
		expect(JSON.stringify(n8n.staticData)).not.toContain(old);
		expect(await n8n.finished()).toHaveLength(1);
	});

	it('names the endpoint that is left behind in the former account, once and without its secret', async () => {
		const [{ id }] = endpoints();
		const old = n8n.secret();
		useKey(OTHER);
		await publishAgain();
		expect(endpoints().map(({ key }) => key)).toEqual(['sandbox-key', OTHER]);
		expect(n8n.log).toEqual([
			expect.stringMatching(/^warn JoggAI Trigger: .*another JoggAI account.*left behind .*are refused/),
		]);
		expect(n8n.log[0]).toContain(`Endpoint ${id} (${n8n.address()})`);
		expect(n8n.log[0]).not.toContain(old);
	});

	it('takes up its old endpoint when the former account comes back, and names the other one then', async () => {
		useKey(OTHER);
		await publishAgain();
		const [first, second] = endpoints();
		useKey('sandbox-key');
		await publishAgain();
		expect(endpoints()).toEqual([first, second]);
		expect(n8n.log).toHaveLength(2);
		expect(n8n.log[1]).toContain(`Endpoint ${second.id} `);
		expect([await statusFor(secretOf('sandbox-key')), await statusFor(secretOf(OTHER))]).toEqual([200, 401]);
	});
});

describe('registered anew with a renewed key of the same account, the trigger', () => {
	it.each(ways)(
		'takes what was signed with the former secret, %s, and leaves nothing behind',
		async (_, way) => {
			const old = n8n.secret();
			renewKey();
			n8n.credentialId = 'another credential';
			await way();
			expect(endpoints()).toHaveLength(1);
			expect(await statusFor(old)).toBe(200);
			expect(n8n.log).toEqual([]);
		},
	);

	it('takes it too when its endpoint had been deleted at JoggAI', async () => {
		const old = n8n.secret();
		at.world.joggAi.endpoints = [];
		renewKey();
		await n8n.deactivate();
		await n8n.activate();
		expect([await statusFor(old), n8n.log]).toEqual([200, []]);
	});
});

describe('where JoggAI does not say whose key it is, the trigger', () => {
	const silent = () =>
		at.world.joggAi.fault({ match: 'GET /v2/user/whoami', kind: 'code', code: 10104, times: 'always' });

	it('goes by the credential: the same one is the same account', async () => {
		silent();
		const old = n8n.secret();
		at.world.joggAi.endpoints = [];
		renewKey();
		await n8n.activate();
		expect([await statusFor(old), n8n.log]).toEqual([200, []]);
	});

	it('goes by the credential: another one is another account', async () => {
		silent();
		const old = n8n.secret();
		useKey(OTHER);
		n8n.credentialId = 'another credential';
		await n8n.activate();
		expect(await statusFor(old)).toBe(401);
		expect(n8n.log[0]).toContain('left behind');
	});

	it('names no endpoint as left behind that it sees with the key', async () => {
		silent();
		n8n.credentialId = 'another credential';
		await n8n.activate();
		expect(endpoints()).toHaveLength(1);
		expect(n8n.log).toEqual([]);
	});
});

it('a former key that still removes the endpoint leaves nothing behind', async () => {
	await n8n.deactivate();
	useKey(OTHER);
	await n8n.activate();
	expect(endpoints().map(({ key }) => key)).toEqual([OTHER]);
	expect(n8n.log).toEqual([]);
});

it('an imported copy in another account does not call the endpoint of the original left behind', async () => {
	const { staticData } = n8n;
	n8n = await new TriggerBench(at.world, { staticData: structuredClone(staticData) }).open();
	useKey(OTHER);
	await n8n.activate();
	expect(endpoints().map(({ key }) => key)).toEqual(['sandbox-key', OTHER]);
	expect(n8n.log).toEqual([]);
});

it('the e-mail address of the account is not kept with the workflow', async () => {
	expect(JSON.stringify(n8n.staticData)).not.toMatch(/@|sandbox-key/);
});

describe('whose key it is', () => {
	const ownerBy = (user: unknown, id = 'c') =>
		ownerOf({ credentials: { joggAiApi: { id, name: 'JoggAI' } } } as unknown as INode, user);

	it.each([
		['by its e-mail address, however that is spelled', { email: 'A@b.example' }, { email: 'a@b.example ' }],
		['by its ID where JoggAI tells no address', { user_id: 7 }, { user_id: '7' }],
	])('is known %s, whichever credential holds the key', (_how, former, now) => {
		expect(isSameOwner(ownerBy(former, 'c1'), ownerBy(now, 'c2'))).toBe(true);
	});

	it.each([
		['addresses', { email: 'a@b.example' }, { email: 'b@b.example' }],
		['IDs', { user_id: 7 }, { user_id: 8 }],
	])('is somebody else with other %s, although the credential is the same', (_what, former, now) => {
		expect(isSameOwner(ownerBy(former), ownerBy(now))).toBe(false);
	});

	it.each([undefined, null, [], { username: 'Demo' }, { email: ' ' }])(
		'goes by the credential where JoggAI tells no more than %j',
		(user) => {
			expect(isSameOwner(ownerBy(user, 'c1'), ownerBy(user, 'c1'))).toBe(true);
			expect(isSameOwner(ownerBy(user, 'c1'), ownerBy(user, 'c2'))).toBe(false);
			expect(isSameOwner(ownerBy({ email: 'a@b.example' }, 'c1'), ownerBy(user, 'c1'))).toBe(true);
		},
	);
});
