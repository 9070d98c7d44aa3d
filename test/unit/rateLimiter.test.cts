import fc from 'fast-check';
import { RateLimiter, rateLimiterOf, type Priority } from '../../nodes/shared/api/rateLimiter';
import { rateLimitPause } from '../../nodes/shared/api/retry';
import { VirtualClock } from '../harness/virtualClock.cts';

const MINUTE = 60_000;
/** A property that went on behind the back of its finished test would put its clocks under the next one. */
const IN_TIME = fc.interruptAfterTimeLimit(300_000, { failOnInterrupt: true });

interface Arrival {
	/** Milliseconds after the arrival before. */
	after: number;
	priority: Priority;
	/** How long JoggAI takes to answer. */
	takes: number;
	/** Leaves before it is its turn, after so many milliseconds. */
	leavesAfter?: number;
}

/** What happened on a virtual clock: every request with the moment it was sent and answered. */
async function play(
	perMinute: number,
	arrivals: Arrival[],
): Promise<Array<{ priority: Priority; sent: number; answered: number }>> {
	const clock = new VirtualClock().install();
	const limiter = new RateLimiter(perMinute);
	const log: Array<{ priority: Priority; sent: number; answered: number }> = [];
	let start = 0;
	await Promise.all(
		arrivals.map(async ({ after, priority, takes, leavesAfter }) => {
			start += after;
			await clock.sleep(start);
			const leaving = new AbortController();
			if (leavesAfter !== undefined) void clock.sleep(leavesAfter).then(() => leaving.abort());
			const release = await limiter.acquire(priority, leaving.signal).catch(() => undefined);
			if (!release || leaving.signal.aborted) return release?.(false);
			const sent = clock.now();
			await clock.sleep(takes);
			log.push({ priority, sent, answered: clock.now() });
			release();
		}),
	);
	await clock.idle();
	return log;
}

const arrival = fc.record({
	after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90_000 })),
	priority: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 50 })),
	takes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })),
	leavesAfter: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: undefined, freq: 4 }),
}) as fc.Arbitrary<Arrival>;

describe('RateLimiter', () => {
	it('never lets JoggAI see more than n requests in any rolling minute, however they arrive and however long they take', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 4 }),
				fc.array(arrival, { minLength: 1, maxLength: 14 }),
				async (perMinute, arrivals) => {
					const log = await play(perMinute, arrivals);
					expect(log.length).toBeGreaterThanOrEqual(
						arrivals.filter(({ leavesAfter }) => leavesAfter === undefined).length,
					);
					// JoggAI may count a request at any moment between its sending and its answer: take the worst ones.
					for (const last of log) {
						const inOneMinute = log.filter(
							({ sent, answered }) => sent <= last.sent && answered > last.sent - MINUTE,
						);
						expect(inOneMinute.length).toBeLessThanOrEqual(perMinute);
					}
				},
			),
			{ numRuns: 60, plugins: [IN_TIME] },
		);
	});

	it('serves batches that wait at the same time in turn, and the items of each in their order', async () => {
		const priorities: Priority[] = [
			[2, 1],
			[1, 7],
			[2, 0],
			[1, 2],
			[1, 0],
			[3, 0],
		];
		const log = await play(
			1,
			priorities.map((priority) => ({ after: 0, priority, takes: 0 })),
		);

		const [first, ...others] = log.map(({ priority }) => priority);
		expect(first).toEqual([2, 1]);
		expect(others).toEqual([
			[1, 0],
			[3, 0],
			[2, 0],
			[1, 2],
			[1, 7],
		]);
	});

	it('lets a single item through in the next minute, although hundreds of another batch wait before it', async () => {
		const log = await play(2, [
			...Array.from({ length: 300 }, (_, item) => ({ after: 0, priority: [1, item] as Priority, takes: 0 })),
			{ after: 1, priority: [2, 0] as Priority, takes: 0 },
		]);

		const [{ sent: begin }] = log;
		const single = log.find(({ priority: [batch] }) => batch === 2);
		expect((single?.sent ?? Infinity) - begin).toBeLessThan(2 * MINUTE);
	});

	it('wastes no time: twenty at once, the next a minute after the first answer', async () => {
		const log = await play(
			20,
			Array.from({ length: 21 }, (_, item) => ({ after: 0, priority: [1, item] as Priority, takes: 500 })),
		);

		const [begin] = log.map(({ sent }) => sent);
		expect(log.map(({ sent }) => sent - begin)).toEqual([
			...Array.from({ length: 20 }, () => 0),
			500 + MINUTE + 250,
		]);
	});

	it('gives back the priority of a request that was not sent', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(1);
		const { signal } = new AbortController();

		for (let item = 0; item < 50; item++) (await limiter.acquire([1, item], signal))(false);

		expect(clock.elapsedSeconds).toBe(0);
	});

	it('sends a dismissed run away at once and keeps the others', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(1);
		const { signal } = new AbortController();
		(await limiter.acquire([1, 0], signal))();
		const dismissed = [1, 2, 3].map(async (item) => await limiter.acquire([1, item], signal));
		const other = limiter.acquire([2, 0], signal);

		limiter.cancel(1, new Error('dismissed'));
		for (const one of dismissed) await expect(one).rejects.toThrow('dismissed');
		expect(clock.elapsedSeconds).toBe(0);
		await other;
		expect(clock.elapsedSeconds).toBeCloseTo(60.25);
	});

	it('holds everybody back after a refusal', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(20);
		limiter.block(17);
		limiter.block(5);

		await limiter.acquire([1, 0], new AbortController().signal);

		expect(clock.elapsedSeconds).toBe(17);
	});

	it.each([
		[undefined, 60],
		[7, 7],
		[86_400, 1800],
	])('waits %p stated seconds as %i', (stated, seconds) => {
		expect(rateLimitPause(stated)).toBe(seconds);
	});

	it('does not let one leave that has given up, and tells the reason', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(1);
		(await limiter.acquire([1, 0]))();
		const leaving = new AbortController();
		const gone = limiter.acquire([1, 1], leaving.signal);
		const stays = limiter.acquire([1, 2]);
		leaving.abort(new Error('Stop'));
		await expect(gone).rejects.toThrow('Stop');
		await expect(limiter.acquire([1, 3], leaving.signal)).rejects.toThrow('Stop');
		await stays;
		expect(clock.elapsedSeconds).toBe(60.25);
	});

	it('counts a request from its admission until a minute after its answer', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(2);
		const [first, second] = [await limiter.acquire([1, 0]), await limiter.acquire([1, 1])];
		expect(limiter.tryAcquire([2, 0])).toBeUndefined();
		await clock.sleep(30_000);
		first();
		expect(limiter.opensIn).toBe(MINUTE + 250);
		await clock.sleep(MINUTE + 249);
		expect(limiter.opensIn).toBe(1);
		await clock.sleep(1);
		expect(limiter.opensIn).toBe(0);
		second(false);
		expect(limiter.opensIn).toBe(0);
	});

	it('gives a slot at once only where there is one and nobody waits for it', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(2);
		limiter.tryAcquire([1, 0])?.();
		const held = limiter.tryAcquire([1, 1]);
		expect(held).toBeDefined();
		expect(limiter.tryAcquire([1, 2])).toBeUndefined();

		const waiting = limiter.acquire([2, 0]);
		held?.(false);
		expect(limiter.tryAcquire([1, 3])).toBeUndefined();
		(await waiting)(false);
		expect(limiter.tryAcquire([1, 4])).toBeDefined();
		expect(clock.elapsedSeconds).toBe(0);
	});

	it('counts a slot that was given at once as a turn of its batch', async () => {
		new VirtualClock().install();
		const limiter = new RateLimiter(1);
		limiter.tryAcquire([1, 0])?.();
		const order: number[] = [];
		const waiting = [1, 2].map(async (batch) => {
			const release = await limiter.acquire([batch, 1]);
			order.push(batch);
			release();
		});
		await Promise.all(waiting);
		expect(order).toEqual([2, 1]);
	});

	it('lets more through at once when its limit grows', async () => {
		const credentials = { fingerprint: 'one account', requestsPerMinute: 1 };
		const limiter = rateLimiterOf(credentials);
		expect(rateLimiterOf({ ...credentials, fingerprint: 'another' })).not.toBe(limiter);
		(await limiter.acquire([1, 0]))();
		expect(limiter.tryAcquire([1, 1])).toBeUndefined();
		expect(rateLimiterOf({ ...credentials, requestsPerMinute: 2 })).toBe(limiter);
		expect(limiter.tryAcquire([1, 1])).toBeDefined();
	});

	/** In which order batches get their turn after a thousand and one others had theirs, the last of them being busy. */
	async function orderAfterManyTurns(batches: number[]): Promise<number[]> {
		new VirtualClock().install();
		const limiter = new RateLimiter(1);
		for (let batch = 1; batch <= 1000; batch++) (await limiter.acquire([batch, 0]))(false);
		const busy = await limiter.acquire([1001, 0]);
		const order: number[] = [];
		const waiting = batches.map(async (batch) => {
			const release = await limiter.acquire([batch, 1]);
			order.push(batch);
			release(false);
		});
		busy(false);
		await Promise.all(waiting);
		return order;
	}

	it('remembers the last turns of a thousand batches', async () => {
		const newcomer = 5000;
		expect(await orderAfterManyTurns([newcomer, 2])).toEqual([newcomer, 2]);
		expect(await orderAfterManyTurns([newcomer, 1])).toEqual([1, newcomer]);
	});

	it('leaves no listener at a signal behind, whether a turn came or not', async () => {
		const clock = new VirtualClock().install();
		const limiter = new RateLimiter(1);
		const stop = new AbortController();
		const added = jest.spyOn(stop.signal, 'addEventListener');
		const removed = jest.spyOn(stop.signal, 'removeEventListener');
		(await limiter.acquire([1, 0], stop.signal))();
		const dismissed = limiter.acquire([1, 1], stop.signal);
		limiter.cancel(1, new Error('dismissed'));
		await expect(dismissed).rejects.toThrow('dismissed');

		expect(added).toHaveBeenCalledTimes(2);
		expect(removed.mock.calls.map(([event, listener]) => [event, listener])).toEqual(
			added.mock.calls.map(([event, listener]) => [event, listener]),
		);
		expect(clock.elapsedSeconds).toBe(0);
		const unsigned = limiter.acquire([2, 0]);
		limiter.cancel(2, new Error('dismissed'));
		await expect(unsigned).rejects.toThrow('dismissed');
	});
});
