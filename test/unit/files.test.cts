import { Batch } from '../../nodes/shared/pipeline/batch';
import { withWarning } from '../../nodes/shared/jobs/download';
import { withTransferSlot } from '../../nodes/shared/files/transfers';

const newBatch = () => new Batch({ size: 1, stopsOnFailure: true });
const aTurn = async () => await new Promise(setImmediate);

/** Transfers that go on until they are told to end, and the names of those that have begun. */
function movers() {
	const begun: string[] = [];
	const ends = new Map<string, () => void>();
	const move = async (batch: Batch, name: string, { signal } = new AbortController()) =>
		await withTransferSlot({ batch, signal }, async () => {
			begun.push(name);
			await new Promise<void>((resolve) => ends.set(name, resolve));
		});
	const end = async (...names: string[]) => {
		for (const name of names) ends.get(name)?.();
		await aTurn();
	};
	return { begun, move, end };
}

const names = (letter: string, count: number) =>
	Array.from({ length: count }, (_, number) => `${letter}${number}`);

describe('moving files', () => {
	it('goes on for five items at a time, whatever becomes of each', async () => {
		const batches = [newBatch(), newBatch(), newBatch()];
		let open = 0;
		let most = 0;
		const move = async (item: number) =>
			await withTransferSlot({ batch: batches[item % 3], signal: new AbortController().signal }, async () => {
				most = Math.max(most, ++open);
				await aTurn();
				open -= 1;
				if (item % 3 === 0) throw new Error('broken');
			});

		const moved = await Promise.allSettled(Array.from({ length: 20 }, async (_, item) => await move(item)));

		expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
		expect(most).toBe(5);
		expect(open).toBe(0);
	});

	it('leaves one of the slots to other batches', async () => {
		const { begun, move, end } = movers();
		const [a, b] = [newBatch(), newBatch()];

		const all = names('a', 6).map(async (name) => await move(a, name));
		await aTurn();
		expect(begun).toEqual(['a0', 'a1', 'a2', 'a3']);
		all.push(move(b, 'b0'));
		await aTurn();
		expect(begun).toEqual(['a0', 'a1', 'a2', 'a3', 'b0']);

		await end('a0', 'a1', 'a2', 'a3', 'b0');
		await end('a4', 'a5');
		await Promise.all(all);
	});

	it('lets batches take turns, and each of them keep its order', async () => {
		const { begun, move, end } = movers();
		const [a, b, c] = [newBatch(), newBatch(), newBatch()];
		const all = [
			...names('a', 8).map(async (name) => await move(a, name)),
			...names('b', 3).map(async (name) => await move(b, name)),
			...names('c', 3).map(async (name) => await move(c, name)),
		];
		await aTurn();
		expect(begun.splice(0)).toEqual(['a0', 'a1', 'a2', 'a3', 'b0']);

		for (const name of ['a0', 'a1', 'a2', 'a3', 'b0']) await end(name);
		expect(begun.splice(0)).toEqual(['c0', 'b1', 'a4', 'a5', 'b2']);

		for (const name of ['c0', 'b1', 'a4', 'a5', 'b2']) await end(name);
		expect(begun).toEqual(['c1', 'c2', 'a6', 'a7']);
		await end(...begun);
		await Promise.all(all);
	});

	it('ends at Stop for one that waits: at once, with the reason, and without taking a slot later', async () => {
		const { begun, move, end } = movers();
		const [a, b] = [newBatch(), newBatch()];
		const stop = new AbortController();
		const all = [...names('a', 4).map(async (name) => await move(a, name)), move(b, 'b0')];
		const stopped = move(b, 'stopped', stop);
		all.push(move(b, 'b1'));

		stop.abort(new Error('Stop'));
		await expect(stopped).rejects.toThrow('Stop');
		await expect(move(b, 'later', stop)).rejects.toThrow('Stop');
		await end('b0');

		expect(begun).toEqual(['a0', 'a1', 'a2', 'a3', 'b0', 'b1']);
		await end('a0', 'a1', 'a2', 'a3', 'b1');
		await Promise.all(all);
	});

	it('gives the slot back of one that is stopped in the moment of its turn', async () => {
		const { begun, move, end } = movers();
		const [a, b] = [newBatch(), newBatch()];
		const stop = new AbortController();
		const all = names('a', 4).map(async (name) => await move(a, name));
		const stopped = move(b, 'stopped', stop);
		stop.abort(new Error('Stop'));
		await expect(stopped).rejects.toThrow('Stop');

		all.push(move(b, 'b0'));
		await aTurn();

		expect(begun).toEqual(['a0', 'a1', 'a2', 'a3', 'b0']);
		await end('a0', 'a1', 'a2', 'a3', 'b0');
		await Promise.all(all);
	});
});

describe('a warning', () => {
	it('is put behind the one that is there already, and changes nothing without need', () => {
		const json = { id: 'a', warning: 'First.' };

		expect(withWarning(json, 'Second.')).toEqual({ id: 'a', warning: 'First. Second.' });
		expect(withWarning(json)).toBe(json);
		expect(json.warning).toBe('First.');
	});
});
