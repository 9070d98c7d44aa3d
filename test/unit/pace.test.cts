import { pauseBefore, turnToAsk } from '../../nodes/shared/jobs/pace';
import { clock } from '../../nodes/shared/platform/clock';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
let tests = 0;

beforeEach(async () => {
	time = new VirtualClock().install();
	// What the process remembers of the test before is long ago then.
	await time.sleep(++tests * 60_000);
});

/** The seconds from now on at which so many who come in this moment may ask. */
async function turnsOf(count: number, { signal } = new AbortController()): Promise<number[]> {
	const since = time.now();
	const come = async () => {
		await turnToAsk(signal);
		return (time.now() - since) / 1000;
	};
	return await Promise.all(Array.from({ length: count }, come));
}

const many = (count: number, second: number): number[] => Array<number>(count).fill(second);

describe('questions about jobs', () => {
	it('leave ten in a second, in the order in which they come', async () => {
		expect(await turnsOf(25)).toEqual([...many(10, 0), ...many(10, 1), ...many(5, 2)]);
	});

	it('count in any second, not from one full second to the next', async () => {
		expect(await turnsOf(6)).toEqual(many(6, 0));
		await time.sleep(400);
		expect(await turnsOf(6)).toEqual([...many(4, 0), ...many(2, 0.6)]);
	});

	it('wait for nobody once a second has passed', async () => {
		await turnsOf(10);
		await time.sleep(1000);
		expect(await turnsOf(10)).toEqual(many(10, 0));
	});

	it('stand behind those who wait already', async () => {
		const [, second] = await Promise.all([turnsOf(15), turnsOf(10)]);
		expect(second).toEqual([...many(5, 1), ...many(5, 2)]);
	});

	it('do not wait for those who gave up at Stop', async () => {
		const stop = new AbortController();
		const stopped = turnsOf(50, stop);
		stop.abort(new Error('Stop'));
		await expect(stopped).rejects.toThrow('Stop');
		expect(await turnsOf(10)).toEqual(many(10, 1));
	});
});

describe('the pause before the next question about a job', () => {
	it.each([
		['a video', 'avatarVideo' as const, [12, 15, 18]],
		['a translation', 'videoTranslation' as const, [24, 30, 36]],
		['a script, never shorter than JoggAI wishes', 'aiScript' as const, [5, 5, 6]],
	])('of %s is longer or shorter by chance', (_what, kind, seconds) => {
		const chances = [0, 0.5, 1];
		const pauses = chances.map((chance) => {
			clock.random = () => chance;
			return pauseBefore(kind);
		});
		expect(pauses).toEqual(seconds);
	});
});
