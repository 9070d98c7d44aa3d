import { createHmac } from 'node:crypto';
import { clock } from '../../nodes/shared/platform/clock';
import { TriggerBench } from '../harness/triggerHarness.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
let n8n: TriggerBench;

beforeEach(async () => {
	n8n = await new TriggerBench(at.world).open();
	await n8n.activate();
});

const START = 1_790_812_800;
let count = 0;
const event = (timestamp: unknown = START) =>
	JSON.stringify({
		event_id: `evt_${++count}`,
		event: 'generated_avatar_video_success',
		timestamp,
		data: { video_id: `v${count}` },
	});

/** The answer to an event that is signed with this secret. */
async function statusFor(secret: string, isTest = false, timestamp?: unknown): Promise<number> {
	const body = event(timestamp);
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	return (await n8n.call(body, { 'x-webhook-signature': signature }, isTest)).status;
}

/** n8n 2 removes a changed trigger and registers it anew. */
async function publishAgain(): Promise<void> {
	await n8n.deactivate();
	await n8n.activate();
}

const HOUR_MS = 3600_000;

describe('the secret before a new registration', () => {
	it('is accepted for a day, beside the new one', async () => {
		const old = n8n.secret();
		await publishAgain();
		expect(n8n.secret()).not.toBe(old);
		expect([await statusFor(old), await statusFor(n8n.secret())]).toEqual([200, 200]);

		await at.world.clock.sleep(23 * HOUR_MS);
		expect(await statusFor(old)).toBe(200);
		await at.world.clock.sleep(HOUR_MS);
		expect([await statusFor(old), await statusFor(n8n.secret())]).toEqual([401, 200]);
	});

	it('is accepted after the endpoint was deleted at JoggAI, or its secret changed there', async () => {
		const [first] = [n8n.secret()];
		at.world.joggAi.endpoints = [];
		await n8n.activate();
		const second = n8n.secret();
		at.world.joggAi.endpoints[0].secret = 'whsec_changed';
		await n8n.activate();
		const answers = await Promise.all(
			[first, second, 'whsec_changed'].map(async (one) => await statusFor(one)),
		);
		expect(answers).toEqual([200, 200, 200]);
	});

	it('counts for events that were made before it was replaced, and for no later one', async () => {
		const old = n8n.secret();
		await at.world.clock.sleep(60_000);
		await publishAgain();
		await at.world.clock.sleep(60_000);
		const made = [START, START + 60, START + 61, START + 120];
		const answers = [];
		for (const timestamp of made) answers.push(await statusFor(old, false, timestamp));
		expect(answers).toEqual([200, 200, 401, 401]);
		expect(n8n.log[0]).toMatch(
			/^warn .*with the secret of a former endpoint, but was made after .*replaced\. .*clock of the machine/,
		);
		expect(await statusFor(n8n.secret(), false, START + 120)).toBe(200);
		expect(await n8n.finished()).toHaveLength(3);
	});

	it('of each former endpoint ends with the one that came after it', async () => {
		const first = n8n.secret();
		await publishAgain();
		const second = n8n.secret();
		await at.world.clock.sleep(60_000);
		await publishAgain();
		const answers = [];
		for (const secret of [first, second]) answers.push(await statusFor(secret, false, START + 30));
		expect(answers).toEqual([401, 200]);
	});

	it('counts for an event that does not say when it was made for as long as for all others', async () => {
		const old = n8n.secret();
		await publishAgain();
		await at.world.clock.sleep(23 * HOUR_MS);
		expect([await statusFor(old, false, 'soon'), await statusFor(old, false, 0)]).toEqual([200, 200]);
		await at.world.clock.sleep(HOUR_MS);
		expect(await statusFor(old, false, 'soon')).toBe(401);
	});

	it('ends by the clock of the machine, whatever the steady clock of the process says', async () => {
		const old = n8n.secret();
		await publishAgain();
		const { now } = at.world.clock;
		clock.wallTime = () => now() + 24 * HOUR_MS;
		expect(await statusFor(old)).toBe(401);
	});

	it('survives a publication that had to be tried several times', async () => {
		const old = n8n.secret();
		await n8n.deactivate();
		at.world.joggAi.fault({ match: 'POST /v2/endpoint', kind: 'code', code: 50000, times: 2 });
		await n8n.publish();
		expect(await statusFor(old)).toBe(200);
	});

	it('is accepted no longer when the workflow is not published any more', async () => {
		const old = n8n.secret();
		await n8n.deactivate();
		expect(await statusFor(old)).toBe(401);
	});

	it('counts for its own address only', async () => {
		const old = n8n.secret();
		const copy = await new TriggerBench(at.world, {
			staticData: structuredClone(n8n.staticData),
			webhookId: 'another-webhook',
		}).open();
		await copy.activate();
		n8n = copy;
		expect([await statusFor(old), await statusFor(copy.secret())]).toEqual([401, 200]);
	});

	it('is one of three at most, and leaves the data when its time is over', async () => {
		const secrets = [n8n.secret()];
		for (let turn = 0; turn < 4; turn++) {
			await publishAgain();
			secrets.push(n8n.secret());
		}
		const answers = [];
		for (const secret of secrets) answers.push(await statusFor(secret));
		expect(answers).toEqual([401, 200, 200, 200, 200]);

		await at.world.clock.sleep(24 * HOUR_MS);
		await n8n.activate();
		expect(Object.keys(n8n.staticData.production as object)).toEqual([
			'endpointId',
			'secret',
			'url',
			'owner',
		]);
	});

	it('of the active workflow does not count for a test, nor the other way round', async () => {
		const old = n8n.secret();
		await publishAgain();
		await n8n.listen();
		expect([await statusFor(old, true), await statusFor(n8n.secret(), true)]).toEqual([401, 401]);
		expect([await statusFor(n8n.secret(true), true), await statusFor(n8n.secret(true))]).toEqual([200, 401]);
	});
});

describe("n8n's log", () => {
	it('tells of refused signatures once a minute, what to check and how many more there were', async () => {
		for (let call = 0; call < 5; call++) expect(await statusFor('whsec_guessed')).toBe(401);
		await n8n.call(event());
		expect(n8n.log).toHaveLength(1);
		expect(n8n.log[0]).toMatch(/^warn .*does not carry the signature/);
		expect(n8n.log[0]).toMatch(
			/secret was changed at JoggAI.*made anew.*proxy in front of n8n rewrites bodies/,
		);

		await at.world.clock.sleep(59_000);
		await statusFor('whsec_guessed');
		expect(n8n.log).toHaveLength(1);
		await at.world.clock.sleep(1000);
		await statusFor('whsec_guessed');
		expect(n8n.log).toHaveLength(2);
		expect(n8n.log[1]).toMatch(/since the last one: 5 that does not carry .*, 1 that is not signed/);
		expect(n8n.log.join()).not.toContain('whsec_');
	});

	it('tells of the first refusal in one line, with the workflow it belongs to', async () => {
		await n8n.call(event());
		expect(n8n.log).toEqual([
			expect.stringMatching(
				/^warn JoggAI Trigger: a delivery was refused because it is not signed\. [^.]*signs its calls\. \{"workflowId":"w\d+"\}$/,
			),
		]);
	});

	it('tells of each trigger by itself', async () => {
		const other = await new TriggerBench(at.world, { webhookId: 'another-webhook' }).open();
		await other.activate();
		await n8n.call(event());
		await other.call(event());
		expect([...n8n.log, ...other.log]).toHaveLength(2);
	});
});
