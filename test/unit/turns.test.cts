import { inTurn } from '../../nodes/shared/platform/turns';

/** Work that goes on until it is told how to end. */
function work() {
	let end: (error?: Error) => void = () => undefined;
	const over = new Promise<void>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve())));
	return { over, end };
}

const aTurn = async () => await new Promise(setImmediate);

describe('work under the same key', () => {
	it('is done one after the other, whatever becomes of each, and under other keys at once', async () => {
		const begun: string[] = [];
		const works = { a1: work(), a2: work(), b1: work() };
		const all = Object.entries(works).map(
			async ([name, { over }]) =>
				await inTurn(name[0], async () => {
					begun.push(name);
					await over;
					return name;
				}),
		);
		const settled = Promise.allSettled(all);
		await aTurn();
		expect(begun).toEqual(['a1', 'b1']);

		works.a1.end(new Error('broken'));
		await aTurn();
		expect(begun).toEqual(['a1', 'b1', 'a2']);

		works.a2.end();
		works.b1.end();
		expect(await settled).toEqual([
			{ status: 'rejected', reason: new Error('broken') },
			{ status: 'fulfilled', value: 'a2' },
			{ status: 'fulfilled', value: 'b1' },
		]);
	});

	it('waits for all that came before, also when the first of them is over', async () => {
		const begun: number[] = [];
		const works = [work(), work(), work()];
		const begin = async (number: number) =>
			await inTurn('key', async () => {
				begun.push(number);
				await works[number].over;
			});
		const first = begin(0);
		const second = begin(1);
		works[0].end();
		await first;
		const third = begin(2);
		await aTurn();
		expect(begun).toEqual([0, 1]);

		works[1].end();
		works[2].end();
		await Promise.all([second, third]);
		expect(begun).toEqual([0, 1, 2]);
	});
});
