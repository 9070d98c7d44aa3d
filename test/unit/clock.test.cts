import { clock } from '../../nodes/shared/api/clock';

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

		expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
			added.mock.calls.map(([, listener]) => listener),
		);
	});
});
