import { clock } from '../../nodes/shared/platform/clock';

describe('the clock outside of tests', () => {
	const LONG = 3_600_000;

	it('wakes a sleeper at once when the signal is aborted', async () => {
		const stop = new AbortController();
		const sleeping = clock.sleep(LONG, stop.signal);
		stop.abort(new Error('over'));

		await expect(sleeping).rejects.toThrow('over');
	});

	it('does not sleep at all on a signal that is aborted already', async () => {
		await expect(clock.sleep(LONG, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
	});

	it.each([0, -5, NaN])('takes %p for no time', async (ms) => {
		await expect(clock.sleep(ms)).resolves.toBeUndefined();
	});

	it('is not led astray when somebody sets the clock of the machine', async () => {
		const before = clock.now();
		const set = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);

		await clock.sleep(1);

		expect(clock.now() - before).toBeLessThan(3_600_000);
		set.mockReturnValue(0);
		expect(clock.now()).toBeGreaterThanOrEqual(before);
		set.mockRestore();
	});

	it('leaves no listener behind, so that hours of waiting do not pile them up', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');

		await clock.sleep(1, signal);
		await new Promise(setImmediate);

		expect(removed.mock.calls.map(([event, listener]) => [event, listener])).toEqual(
			added.mock.calls.map(([event, listener]) => [event, listener]),
		);
	});
});

describe('a sleeper', () => {
	let slices: jest.SpyInstance;
	beforeEach(() => {
		jest.useFakeTimers();
		slices = jest.spyOn(globalThis, 'setTimeout');
	});
	afterEach(() => {
		slices.mockRestore();
		jest.useRealTimers();
	});
	const lengths = () => slices.mock.calls.map(([, ms]) => ms as number);

	it('sleeps as long as it shall, in slices of a second at most', async () => {
		let isAwake = false;
		const sleeping = clock.sleep(2500).then(() => (isAwake = true));
		await jest.advanceTimersByTimeAsync(2499);
		expect(isAwake).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		await sleeping;
		expect(lengths()).toEqual([1000, 1000, 500]);
	});

	it('begins no further slice once it was woken', async () => {
		const stop = new AbortController();
		const sleeping = clock.sleep(5000, stop.signal);
		await jest.advanceTimersByTimeAsync(1500);
		stop.abort(new Error('over'));
		await expect(sleeping).rejects.toThrow('over');
		await jest.advanceTimersByTimeAsync(5000);
		expect(lengths()).toEqual([1000, 1000]);
	});

	it('that has nothing to sleep sets no timer', async () => {
		await clock.sleep(0);
		expect(lengths()).toEqual([]);
	});
});

describe('chance and the time of the wall', () => {
	it('are those of the machine', () => {
		expect(Math.abs(clock.wallTime() - Date.now())).toBeLessThan(60_000);
		const random = jest.spyOn(Math, 'random').mockReturnValue(0.25);
		expect(clock.random()).toBe(0.25);
		random.mockRestore();
	});
});
