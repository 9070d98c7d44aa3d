import { getEventListeners } from 'node:events';
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

	it('that a failure ends lets nobody through when one of its items is invalid', async () => {
		const batch = new Batch({ size: 2, stopsOnFailure: true });
		const signals = [0, 1].map((item) => batch.enter(item));
		const invalid = batch.validated(0, async () => {
			throw new Error('invalid');
		});
		const valid = batch.validated(1, async () => 'valid');

		await expect(invalid).rejects.toThrow('invalid');
		expect(await valid).toBe('valid');
		expect(signals.map(({ reason }) => reason instanceof BatchEnded)).toEqual([true, true]);
	});

	it('that no failure ends holds nobody back', async () => {
		const batch = new Batch({ size: 2, stopsOnFailure: false });
		const signal = batch.enter(0);
		expect(await batch.validated(0, async () => 'valid')).toBe('valid');
		await expect(
			batch.validated(1, async () => {
				throw new Error('invalid');
			}),
		).rejects.toThrow('invalid');
		await batch.fail({ what: 'over', next: '' });
		expect(signal.aborted).toBe(false);
	});

	it('is cancelled by Stop and by nothing else', async () => {
		const stop = new AbortController();
		const batch = new Batch({ size: 1, stopsOnFailure: true, cancelSignal: stop.signal });
		const signal = batch.enter(0);
		expect([batch.isCancelled, new Batch({ size: 1, stopsOnFailure: true }).isCancelled]).toEqual([
			false,
			false,
		]);
		stop.abort();
		expect(batch.isCancelled).toBe(true);
		expect(signal.reason).toBeInstanceOf(BatchEnded);
	});

	it('knows its items and what was said already, and comes after the batches before it', () => {
		const [batch, later] = [1, 2].map(() => new Batch({ size: 2, stopsOnFailure: true }));
		batch.enter(4);
		expect([batch.has(4), batch.has(0), batch.entered]).toEqual([true, false, 1]);
		expect([batch.isFirstTime('a'), batch.isFirstTime('a'), batch.isFirstTime('b')]).toEqual([
			true,
			false,
			true,
		]);
		expect(later.number).toBeGreaterThan(batch.number);
		expect([batch.stopsOnFailure, new Batch({ size: 1, stopsOnFailure: false }).stopsOnFailure]).toEqual([
			true,
			false,
		]);
	});
});

describe('a refusal that awaits every further request of a batch', () => {
	const refused = { what: 'No credits', next: 'Buy some.', fatal: true };

	it('is met by the others without sending anything', async () => {
		const batch = new Batch({ size: 2, stopsOnFailure: false });
		expect(() => batch.throwIfRefused()).not.toThrow();
		await batch.fail({ what: 'odd', next: '' });
		expect(() => batch.throwIfRefused()).not.toThrow();
		await batch.fail(refused);
		expect(() => batch.throwIfRefused()).toThrow('No credits (not sent)');
	});

	it('is the first of several, with all that JoggAI said', () => {
		const batch = new Batch({ size: 2, stopsOnFailure: true });
		const first = batch.refuseAllAfter(refused);
		expect(first.problem).toEqual({ ...refused, what: 'No credits (not sent)', outcome: 'notSent' });
		expect(batch.refuseAllAfter({ what: 'Another', next: '' })).toBe(first);
	});
});

describe('a request that creates something', () => {
	/** Requests that end when they are told to. */
	function requests(batch: Batch, count: number) {
		const ends: Array<(error?: Error) => void> = [];
		const all = Array.from({ length: count }, async () =>
			batch.create(
				async () =>
					await new Promise<string>((resolve, reject) =>
						ends.push((error) => (error ? reject(error) : resolve('made'))),
					),
			),
		);
		return { ends, all };
	}
	const aTurn = async () => await new Promise(setImmediate);

	it('is waited for before the batch fails, with all others and whatever becomes of them', async () => {
		const batch = new Batch({ size: 2, stopsOnFailure: true });
		const signal = batch.enter(0);
		const { ends, all } = requests(batch, 2);
		let isOver = false;
		const failing = batch.fail({ what: 'over', next: '' }).then(() => (isOver = true));
		expect(signal.aborted).toBe(true);

		ends[0](new Error('broken'));
		await expect(all[0]).rejects.toThrow('broken');
		await aTurn();
		expect(isOver).toBe(false);

		ends[1]();
		expect(await all[1]).toBe('made');
		await failing;
		expect(isOver).toBe(true);
	});

	it('is not waited for where no failure ends the batch, nor once it is over', async () => {
		const going = new Batch({ size: 2, stopsOnFailure: false });
		const { ends, all } = requests(going, 1);
		await going.fail({ what: 'odd', next: '' });
		const quiet = going.quiet();
		ends[0]();
		await Promise.all([...all, quiet]);
		await going.quiet();
	});

	it('leaves nothing behind on the signal of n8n once all items are done', () => {
		const stop = new AbortController();
		const batch = new Batch({ size: 2, stopsOnFailure: true, cancelSignal: stop.signal });
		for (const item of [0, 1]) batch.enter(item);
		expect(batch.leave()).toBe(false);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		expect(batch.leave()).toBe(true);
		expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
	});
});
