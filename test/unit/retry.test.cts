import { clock } from '../../nodes/shared/platform/clock';
import type { Problem, Result } from '../../nodes/shared/api/problem';
import {
	BACKGROUND_READS,
	FILE_TRANSFERS,
	FINISHED_FILES,
	INTERACTIVE_READS,
	rateLimitPause,
	whileRateLimited,
	withRetries,
} from '../../nodes/shared/api/retry';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const broken: Problem = { what: 'Broken', next: '', transient: true };
const refused: Problem = { what: 'Refused', next: '' };
const tooMany: Problem = { what: 'Too many', next: '', code: 429, transient: true };

/** Tries something that never works; the seconds from the first attempt to each. */
async function attempts(policy: Parameters<typeof withRetries>[1], problem: Problem): Promise<number[]> {
	const at: number[] = [];
	await withRetries(async () => {
		at.push(time.elapsedSeconds);
		return { problem };
	}, policy);
	return at;
}

describe('what is tried again', () => {
	it.each([
		['in the background', BACKGROUND_READS, [0, 1, 3, 7, 15]],
		['while somebody waits', INTERACTIVE_READS, [0, 1]],
		['with a file to move', FILE_TRANSFERS, [0, 2, 7]],
		['with a file that was just made', FINISHED_FILES, [0, 5, 15, 30, 50]],
	])('%s is tried after pauses that grow, and a refusal is not', async (_what, policy, at) => {
		expect(await attempts(policy, broken)).toEqual(at);
		expect(await attempts(policy, refused)).toHaveLength(1);
	});

	it('waits in the background for as long as JoggAI wants after too many requests, and nobody does in front of it', async () => {
		expect(await attempts(BACKGROUND_READS, { ...tooMany, retryAfterSeconds: 7 })).toEqual([
			0, 7, 14, 21, 28,
		]);
		expect(await attempts(BACKGROUND_READS, tooMany)).toHaveLength(5);
		expect(await attempts(INTERACTIVE_READS, tooMany)).toHaveLength(1);
	});

	it('that changes something is tried again only after too many requests, while it may', async () => {
		const failures: number[] = [];
		const policy = whileRateLimited((count) => failures.push(count) < 3);

		expect(await attempts(policy, tooMany)).toHaveLength(3);
		expect(failures).toEqual([1, 2, 3]);
		expect(
			await attempts(
				whileRateLimited(() => true),
				broken,
			),
		).toHaveLength(1);
	});

	it.each([
		[undefined, 60],
		[7, 7],
		[600, 600],
		[3600, 1800],
	])('after too many requests with %j stated pauses for %i seconds', (stated, seconds) => {
		expect(rateLimitPause(stated)).toBe(seconds);
	});

	it('ends with the first success, or with the last outcome', async () => {
		const outcomes: Array<Result<number>> = [{ problem: broken }, { data: 7 }, { data: 8 }];
		expect(await withRetries(async () => outcomes.shift() as Result<number>, BACKGROUND_READS)).toEqual({
			data: 7,
		});
		expect(await withRetries(async () => ({ problem: broken }), FILE_TRANSFERS)).toEqual({ problem: broken });
	});

	it('grows its pauses by up to a fifth, by chance', async () => {
		const chance = jest.spyOn(clock, 'random');
		const sleep = jest.spyOn(clock, 'sleep').mockResolvedValue();
		for (const random of [0, 0.5, 1]) {
			chance.mockReturnValue(random);
			await withRetries(async () => ({ problem: broken }), INTERACTIVE_READS);
		}
		const pauses = sleep.mock.calls.map(([ms]) => ms);
		for (const spy of [chance, sleep]) spy.mockRestore();
		expect(pauses).toEqual([1000, 1100, 1200]);
	});

	it('ends at Stop, in the middle of a pause', async () => {
		time.hold();
		const stop = new AbortController();
		const running = withRetries(async () => ({ problem: broken }), BACKGROUND_READS, stop.signal);
		const ended = expect(running).rejects.toThrow('Stop');
		await time.idle();
		stop.abort(new Error('Stop'));
		await ended;
	});
});
