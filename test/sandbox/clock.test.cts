import { getEventListeners } from 'node:events';
import { realClock } from '../../sandbox/clock.cts';
import { ManualClock, openFixture, openReceiver, until } from './support.cts';

const HOUR = 3_600_000;
const reason = new Error('enough');

describe.each([
	['real', realClock],
	['manual', new ManualClock()],
])('the %s clock', (_which, clock) => {
	it('rejects with the reason itself when the signal aborts, and leaves no listener', async () => {
		const controller = new AbortController();
		const sleep = clock.sleep(HOUR, controller.signal);
		controller.abort(reason);
		await expect(sleep).rejects.toBe(reason);
		expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
	});

	it('does not even start to sleep on a signal that has aborted', async () => {
		await expect(clock.sleep(HOUR, AbortSignal.abort(reason))).rejects.toBe(reason);
	});
});

it('leaves no listener after a sleep that came to its end', async () => {
	const { signal } = new AbortController();
	await realClock.sleep(1, signal);
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe('a sandbox that is reset', () => {
	const subscription = { status: 'enabled', events: ['generated_script_success'] };

	it('calls nobody back, not even for a job that ended in the same moment', async () => {
		const { sandbox, clock, ask, askSample } = await openFixture();
		const receiver = await openReceiver();
		await askSample('POST /v2/create_video_from_avatar', { webhook_url: receiver.url });
		clock.advance(HOUR);
		sandbox.reset();
		await ask('GET /v2/user/whoami');
		expect([receiver.received, sandbox.deliveries, clock.asleep]).toEqual([[], [], 0]);
		await sandbox.close();
		await receiver.close();
	});

	it('tells whoever waits for a retry why there is none', async () => {
		const { sandbox, clock, ask } = await openFixture();
		const receiver = await openReceiver(503);
		await ask('POST /v2/endpoint', { ...subscription, url: receiver.url });
		const attempts = sandbox.emit('generated_script_success', {});
		await until(() => clock.asleep === 1);
		sandbox.reset();
		await expect(attempts).rejects.toThrow('The sandbox was reset');
		await sandbox.close();
		await receiver.close();
	});

	it('answers the requests that a fault holds back', async () => {
		const { sandbox, clock, send } = await openFixture();
		sandbox.fault({ match: 'GET /v2/user/whoami', kind: 'delay', seconds: 60 });
		const late = send('GET /v2/user/whoami');
		await until(() => clock.asleep === 1);
		sandbox.reset();
		expect(await late).toMatchObject({ code: 50000, msg: expect.stringContaining('The sandbox was reset') });
		await sandbox.close();
	});
});
