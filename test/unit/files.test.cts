import { withTransferSlot } from '../../nodes/shared/pipeline/transfer';

describe('moving files', () => {
	it('goes on for five items at a time, whatever becomes of each', async () => {
		let open = 0;
		let most = 0;
		const move = async (item: number) =>
			await withTransferSlot(async () => {
				most = Math.max(most, ++open);
				await new Promise(setImmediate);
				open -= 1;
				if (item % 3 === 0) throw new Error('broken');
			});

		const moved = await Promise.allSettled(Array.from({ length: 20 }, async (_, item) => await move(item)));

		expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
		expect(most).toBe(5);
		expect(open).toBe(0);
	});
});
