import { transferLimits, TransferTimeout, withinLimits } from '../../nodes/shared/api/transferLimits';

const usual = { ...transferLimits };
afterEach(() => void Object.assign(transferLimits, usual));

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
});
