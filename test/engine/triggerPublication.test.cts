import { createServer } from 'node:http';
import { clock } from '../../nodes/shared/platform/clock';
import { DEADLINE_WORDS, TriggerBench } from '../harness/triggerHarness.cts';
import { listen } from '../harness/servers.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();

/** What the user reads of a publication. */
const message = async (publication: Promise<void>): Promise<string> =>
	await publication.then(
		() => 'published',
		(error: Error) => error.message,
	);

const benchAt = async (domain: string) =>
	await new TriggerBench(at.world, { credentials: { ...at.world.credentials, domain } }).open();

describe('a publication', () => {
	it('while nobody listens at the address of JoggAI ends with our message, long before n8n gives up', async () => {
		const n8n = await benchAt('http://127.0.0.1:9');
		expect(await message(n8n.publish())).toMatch(
			/^n8n cannot reach JoggAI at 127\.0\.0\.1:9\. Check the Base URL/,
		);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(30);
	});

	it.each([
		['is out of order', { kind: 'code' as const, code: 50000 }, /^JoggAI could not process the request/],
		['sends some page', { kind: 'html' as const, httpStatus: 502 }, /answered with something else/],
		['breaks every connection', { kind: 'resetBefore' as const }, /broke off before it answered/],
		['is receiving too many requests', { kind: 'code' as const, code: 429 }, /too many requests/],
	])('while JoggAI %s ends with our message, long before n8n gives up', async (_what, fault, words) => {
		at.world.joggAi.fault({ match: '* /v2/endpoint*', times: 'always', ...fault });
		const n8n = await new TriggerBench(at.world).open();
		expect(await message(n8n.publish())).toMatch(words);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(60);
	});

	it('while JoggAI refuses each new endpoint for too many requests ends with our message', async () => {
		at.world.joggAi.fault({ match: 'POST /v2/endpoint', kind: 'code', code: 429, times: 'always' });
		const n8n = await new TriggerBench(at.world).open();
		expect(await message(n8n.publish())).toMatch(/^JoggAI is receiving too many requests/);
		expect(at.world.clock.elapsedSeconds).toBeLessThan(70);
	});

	it('at an address that JoggAI cannot reach ends with what to set, and nothing is sent', async () => {
		const n8n = await benchAt('https://api.jogg.ai');
		expect(await message(n8n.publish())).toMatch(
			/^JoggAI cannot reach the address of this n8n \(http:.*N8N_WEBHOOK_URL/,
		);
		expect(at.world.joggAi.requests).toEqual([]);
	});

	it('works as soon as JoggAI is back', async () => {
		at.world.joggAi.fault({ match: '* /v2/*', kind: 'resetBefore', times: 7 });
		const n8n = await new TriggerBench(at.world).open();
		expect(await message(n8n.publish())).toBe('published');
		expect(at.world.joggAi.endpoints).toHaveLength(1);
	});
});

/** In real time nobody waits: what hangs is cut off at once, also where the time limit of a request would not count yet. */
const REAL_MS = 10_000;

describe('a JoggAI that accepts connections and says nothing', () => {
	/** Time that passes only while JoggAI keeps somebody waiting: to the end of what is waited for. */
	function stoppedClock() {
		let time = Date.parse('2026-10-01T00:00:00Z');
		const sleepers = new Map<() => void, number>();
		const start = time;
		Object.assign(clock, {
			now: () => time,
			sleep: async (ms: number, signal?: AbortSignal) =>
				await new Promise<void>((resolve, reject) => {
					sleepers.set(resolve, time + ms);
					signal?.addEventListener('abort', () => sleepers.delete(resolve) && reject(signal.reason));
				}),
		});
		return {
			passed: () => (time - start) / 1000,
			pass: async (ms: number) => void (time += ms),
			passUntilSomebodyWakes() {
				const [wake, due] = [...sleepers].sort((a, b) => a[1] - b[1])[0];
				sleepers.delete(wake);
				time = Math.max(time, due);
				wake();
			},
		};
	}

	/** A JoggAI that leaves these requests hanging, and answers others without any endpoint. */
	const hanging = async (isHanging: (method: string) => boolean, onHang: () => void) =>
		await listen(
			createServer(({ method = '' }, outgoing) => {
				if (isHanging(method)) onHang();
				else outgoing.end(JSON.stringify({ code: 0, data: { endpoints: [] } }));
			}),
		);

	it.each([
		['at all', ['GET', 'POST', 'PUT', 'DELETE']],
		['to new endpoints', ['POST']],
	])(
		'%s ends a publication with our message, within the time of n8n',
		async (_what, methods) => {
			const time = stoppedClock();
			const isHanging = (method: string) => methods.includes(method);
			const n8n = await benchAt(await hanging(isHanging, () => time.passUntilSomebodyWakes()));
			const said = await message(n8n.publish(time.pass));
			expect(said).not.toBe(DEADLINE_WORDS);
			expect(said).toMatch(
				/^JoggAI at 127\.0\.0\.1:\d+ did not answer within \d seconds\. Check the network/,
			);
			expect(time.passed()).toBeLessThan(80);
		},
		REAL_MS,
	);

	it('does not keep a workflow from being unpublished', async () => {
		const time = stoppedClock();
		const n8n = await benchAt(
			await hanging(
				() => true,
				() => time.passUntilSomebodyWakes(),
			),
		);
		expect(await n8n.deactivate()).toBe(true);
		expect(time.passed()).toBeLessThan(5);
		expect(n8n.log).toEqual([
			expect.stringMatching(/may be left at JoggAI.*did not answer within 3 seconds/),
		]);
	});
});
