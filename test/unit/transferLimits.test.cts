import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { realClock } from '../../nodes/shared/platform/clock';
import { fetchFile } from '../../nodes/shared/files/address';
import { transferLimits, TransferTimeout, withinLimits } from '../../nodes/shared/files/transferLimits';

const usual = { ...transferLimits };
const usualClock = { ...realClock };
afterEach(() => {
	Object.assign(transferLimits, usual);
	Object.assign(realClock, usualClock);
});

/** Time that passes only while the watch sleeps; something may happen in each of its sleeps. */
function watchedTime(meanwhile: () => void = () => undefined) {
	const sleeps: number[] = [];
	let now = 0;
	const sleep = async (ms: number) => {
		sleeps.push(ms);
		await new Promise(setImmediate);
		meanwhile();
		now += ms;
	};
	Object.assign(realClock, { now: () => now, sleep });
	return sleeps;
}

/** Work that ends with its connection. */
const hanging = async (connection: AbortSignal) =>
	await new Promise<never>((_, reject) =>
		connection.addEventListener('abort', () => reject(new Error('socket hang up'))),
	);

describe('moving a file within limits', () => {
	it('yields what the work does, and then closes its connection', async () => {
		let used: AbortSignal | undefined;
		const { signal } = new AbortController();
		const done = await withinLimits(signal, async (connection) => {
			used = connection;
			expect(connection.aborted).toBe(false);
			return 'done';
		});
		expect(done).toBe('done');
		expect(used?.aborted).toBe(true);
	});

	it('tells why the work broke off by itself', async () => {
		const broken = withinLimits(new AbortController().signal, async () => {
			throw new Error('ECONNRESET');
		});
		await expect(broken).rejects.toThrow('ECONNRESET');
	});

	it('tells the reason of Stop, not what the connection says of being cut', async () => {
		const stop = new AbortController();
		const moving = withinLimits(stop.signal, hanging);
		stop.abort(new Error('Stop'));
		await expect(moving).rejects.toThrow('Stop');
	});

	it('does not even begin after Stop', async () => {
		const work = jest.fn();
		await expect(withinLimits(AbortSignal.abort(new Error('Stop')), work)).rejects.toThrow('Stop');
		expect(work).not.toHaveBeenCalled();
	});

	it('leaves no listener at the signal behind', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await withinLimits(signal, async () => undefined);
		expect(added.mock.calls.map(([event]) => event)).toEqual(['abort']);
		expect(removed.mock.calls.map(([event, listener]) => [event, listener])).toEqual(
			added.mock.calls.map(([event, listener]) => [event, listener]),
		);
	});

	it('ends what gives no sign of life, which another attempt may help', async () => {
		const error = await withinLimits(new AbortController().signal, hanging, 20).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(TransferTimeout);
		expect(error).toMatchObject({ message: 'nothing of it arrived for a minute', transient: true });
	});

	it('ends what goes on for too long although it gives signs of life, which no other attempt helps', async () => {
		Object.assign(transferLimits, { totalMs: 90, idleMs: 40 });
		let beat: NodeJS.Timeout | undefined;
		const error = await withinLimits(new AbortController().signal, async (connection, alive) => {
			beat = setInterval(alive, 1);
			return await hanging(connection);
		}).catch((one: unknown) => one);
		clearInterval(beat);
		expect(error).toMatchObject({ message: 'it took more than 0.0015 minutes', transient: false });
	});

	it('is over to the moment when all of it may not take longer', async () => {
		let alive: () => void = () => undefined;
		const sleeps = watchedTime(() => alive());
		Object.assign(transferLimits, { totalMs: 150_000, idleMs: 60_000 });
		const moving = withinLimits(new AbortController().signal, async (connection, sign) => {
			alive = sign;
			return await hanging(connection);
		});
		await expect(moving).rejects.toMatchObject({ message: 'it took more than 2.5 minutes' });
		expect(sleeps).toEqual([60_000, 60_000, 30_000]);
	});

	it('says that it took too long, not that it stood still, where both come together', async () => {
		const sleeps = watchedTime();
		Object.assign(transferLimits, { totalMs: 60_000, idleMs: 60_000 });
		await expect(withinLimits(new AbortController().signal, hanging)).rejects.toMatchObject({
			message: 'it took more than 1 minutes',
			transient: false,
		});
		expect(sleeps).toEqual([60_000]);
	});
});

describe('a file that is read', () => {
	it('is alive as long as pieces of it arrive, however long that takes', async () => {
		const body = new Readable({ read: () => undefined });
		let pieces = 0;
		const sleeps = watchedTime(() => {
			if (pieces > 0 && pieces < 4) body.push(Buffer.of(pieces++));
			else if (pieces === 4) body.push(null);
		});
		const mover = {
			batch: {},
			signal: new AbortController().signal,
			request: { url: '' },
			context: {
				helpers: {
					httpRequest: async ({ abortSignal }: IHttpRequestOptions) => {
						(abortSignal as AbortSignal).addEventListener('abort', () => body.destroy(new Error('cut')));
						return { statusCode: 200, headers: {}, body };
					},
					prepareBinaryData: async (stream: Readable) => {
						pieces = 1;
						return { data: Buffer.concat(await stream.toArray()).toString() };
					},
				},
			},
		} as unknown as Parameters<typeof fetchFile>[0];
		const file = await fetchFile(mover, 'https://m/v.mp4', { name: () => 'v.mp4' });
		expect(file).toMatchObject({ data: '\x01\x02\x03' });
		expect(sleeps.length).toBeGreaterThan(3);
	});
});
