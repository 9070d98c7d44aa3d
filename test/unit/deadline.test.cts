import { Deadline } from '../../nodes/Trigger/deadline';
import { VirtualClock } from '../harness/virtualClock.cts';

describe('the time for a step', () => {
	it('lasts for what ends before it is over', async () => {
		const time = new VirtualClock().install();
		const deadline = new Deadline(4000, () => new Error('too slow'));

		expect([3999, 4000, 4001].map((ms) => deadline.lasts(ms))).toEqual([true, false, false]);
		await time.sleep(1000);
		expect([2999, 3000, 3001].map((ms) => deadline.lasts(ms))).toEqual([true, false, false]);
	});

	it('ends what is under way with its reason, unless the step has ended before', async () => {
		const time = new VirtualClock().install();
		const [late, done] = [1, 2].map((number) => new Deadline(4000, () => new Error(`too slow ${number}`)));
		done.stop();

		await time.sleep(3999);
		expect(late.signal.aborted).toBe(false);
		await time.sleep(2);
		expect(late.signal.reason).toEqual(new Error('too slow 1'));
		expect(done.signal.aborted).toBe(false);
	});
});
