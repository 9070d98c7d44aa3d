import { Batch, BatchEnded } from '../../nodes/shared/pipeline/batch';

describe('a batch', () => {
	it('of thousands is ended in one go: each item is told once, however many fail', async () => {
		const batch = new Batch({ size: 4000, stopsOnFailure: true });
		const signals = Array.from({ length: 4000 }, (_, item) => batch.enter(item));
		const abort = jest.spyOn(AbortController.prototype, 'abort');

		await Promise.all(signals.map(async () => await batch.fail({ what: 'over', next: '' })));

		expect(abort).toHaveBeenCalledTimes(4000);
		expect(signals.every(({ aborted, reason }) => aborted && reason instanceof BatchEnded)).toBe(true);
		abort.mockRestore();
	});

	it('that ended takes no further item in', () => {
		const batch = new Batch({ size: 2, stopsOnFailure: true, cancelSignal: AbortSignal.abort() });

		expect(batch.enter(0).reason).toBeInstanceOf(BatchEnded);
		expect(batch.isCancelled).toBe(true);
	});

	it('holds valid items back until all are checked, and lets them through in their order', async () => {
		const batch = new Batch({ size: 3, stopsOnFailure: true });
		const passed: number[] = [];
		const pass = async (item: number) =>
			await batch.validated(item, async () => item).then((one) => passed.push(one));

		const [second, first] = [pass(1), pass(0)];
		await new Promise(setImmediate);
		expect(passed).toEqual([]);
		await Promise.all([second, first, pass(2)]);

		expect(passed).toEqual([0, 1, 2]);
	});
});
