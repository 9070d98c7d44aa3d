import type { IDataObject } from 'n8n-workflow';

import type { Problem } from '../../nodes/shared/api/problem';
import type { Reply } from '../../nodes/shared/api/reply';
import { NotYet } from '../../nodes/shared/pipeline/pause';
import { pollJob } from '../../nodes/shared/jobs/poll';
import { wantsToSleep, wantsToWait } from '../../nodes/shared/form/waitFields';
import { jobState } from '../../nodes/shared/vocabulary/jobs/output';
import type { JobKind } from '../../nodes/shared/vocabulary/jobs/kinds';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const working = { status: 'processing' };
const file = { video_url: 'https://m.example/v.mp4' };
const done = { status: 'completed', ...file };
const unknownId: Problem = { what: 'JoggAI does not know this ID', next: 'Check it.', code: 10104 };
const away: Problem = { what: 'JoggAI is away', next: 'Try later.', transient: true };

interface Following {
	kind?: JobKind;
	justStarted?: boolean;
	limitMinutes?: number;
	waitedMs?: number;
	maySleep?: boolean;
	signal?: AbortSignal;
}

/** Follows a job of which JoggAI tells this at the seconds since the wait began. */
async function follow(told: (second: number, question: number) => Reply, following: Following = {}) {
	const asked: number[] = [];
	const { kind = 'avatarVideo', justStarted = true, limitMinutes = 5 } = following;
	const polling = {
		state: jobState(kind, 'v1', { kept: true }),
		justStarted,
		limitMinutes,
		waitedMs: following.waitedMs ?? 0,
		maySleep: following.maySleep ?? false,
		ask: async () => told(time.elapsedSeconds, asked.push(time.elapsedSeconds)),
		signal: following.signal ?? new AbortController().signal,
	};
	const state = await pollJob(polling);
	if (state instanceof NotYet) throw state;
	return { ...state, asked };
}

const data = (raw: IDataObject): Reply => ({ data: raw });

describe('following a job', () => {
	it('ends with what JoggAI tells last, completed or failed', async () => {
		const completed = await follow((second) => data(second < 60 ? working : done));
		expect(completed.output).toMatchObject({ kind: 'avatarVideo', id: 'v1', status: 'completed' });
		expect(completed.raw).toBe(done);
		expect(completed.asked).toEqual([12, 24, 36, 48, 60]);

		const failed = await follow(() => data({ status: 'failed', error: 'too dark' }));
		expect(failed.output).toMatchObject({ status: 'failed', reason: 'too dark' });
		expect(failed.asked).toHaveLength(1);
		expect(failed.output).not.toHaveProperty('timedOut');
	});

	it('that was not just started asks at once', async () => {
		expect((await follow(() => data(done), { justStarted: false })).asked).toEqual([0]);
	});

	it('bears that JoggAI does not know it yet for half a minute', async () => {
		const { output, asked } = await follow((second) => (second <= 30 ? { problem: unknownId } : data(done)));
		expect(output.status).toBe('completed');
		expect(asked).toEqual([12, 24, 36]);
	});

	it('bears it at the very end of that half minute, but not later', async () => {
		const since = time.elapsedSeconds;
		const script = await follow((second) => (second - since <= 30 ? { problem: unknownId } : data(done)), {
			kind: 'aiScript',
		});
		expect(script.asked).toEqual([5, 10, 15, 20, 25, 30, 35]);

		await expect(follow(() => ({ problem: unknownId }))).rejects.toMatchObject({
			problem: {
				what: 'JoggAI started the avatar video v1 but would not tell how it is doing: JoggAI does not know this ID',
				next: expect.stringMatching(
					/^The job is paid for and goes on at JoggAI: .*JoggAI Avatar Video → Get/,
				),
				code: 10104,
			},
		});
	});

	it('does not bear any other refusal, even at first', async () => {
		const refused: Problem = { what: 'JoggAI refused the request', next: '', code: 40000 };
		await expect(follow(() => ({ problem: refused }))).rejects.toMatchObject({ problem: { code: 40000 } });
		expect(time.elapsedSeconds).toBe(12);
	});

	it('that was started earlier does not bear it, and says what JoggAI says', async () => {
		const started = follow(() => ({ problem: unknownId }), { justStarted: false });
		await expect(started).rejects.toMatchObject({ problem: unknownId });
	});

	it('bears any trouble that may pass until the time is up, and then tells what it last knew', async () => {
		const { output, asked, raw } = await follow(
			(_second, question) => (question === 1 ? data({ ...working, title: 'News' }) : { problem: away }),
			{ limitMinutes: 1 },
		);
		expect(asked.at(-1)).toBe(60);
		expect(raw).toEqual({ ...working, title: 'News' });
		expect(output).toMatchObject({
			status: 'processing',
			title: 'News',
			timedOut: true,
			warning:
				'The avatar video is not finished yet; it usually takes 2 to 5 minutes. It goes on at JoggAI: fetch it later by its ID with JoggAI Avatar Video → Get, or raise Maximum Wait. JoggAI did not answer the last question for it: JoggAI is away.',
		});
	});

	it('tells what was known before the wait where JoggAI never answers, and nothing of trouble where it does', async () => {
		const silent = await follow(() => ({ problem: away }), { limitMinutes: 1 });
		expect(silent.raw).toEqual({ kept: true });
		const slow = await follow(() => data(working), { limitMinutes: 1 });
		expect(slow.output.warning).toMatch(/or raise Maximum Wait\.$/);
	});

	it('reads an answer without data as a job that is under way', async () => {
		const { output, raw } = await follow(() => ({ data: undefined }), { limitMinutes: 1 });
		expect(output).toMatchObject({ status: 'processing', timedOut: true });
		expect(raw).toEqual({});
	});

	it.each([
		[48 + 5, [12, 24, 36, 48, 53]],
		[48 + 4.99, [12, 24, 36, 48]],
	])('with a limit of %d seconds asks once more at its end only after five seconds', async (limit, asked) => {
		expect((await follow(() => data(working), { limitMinutes: limit / 60 })).asked).toEqual(asked);
	});

	it('ends at Stop, also where JoggAI answers nevertheless', async () => {
		const stop = new AbortController();
		const ended = follow(
			() => {
				stop.abort(new Error('Stop'));
				return data(done);
			},
			{ signal: stop.signal },
		);
		await expect(ended).rejects.toThrow('Stop');
	});
});

describe('following a job where the execution may sleep', () => {
	const asleep = async (following: Following, told: Parameters<typeof follow>[0] = () => data(working)) => {
		const asked: number[] = [];
		const since = time.now();
		const error: unknown = await follow(
			(second, question) => {
				asked.push(second);
				return told(second, question);
			},
			{ ...following, maySleep: true },
		).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NotYet);
		return { asked, restSeconds: ((error as NotYet).until - since) / 1000 };
	};

	it('sleeps before the first question to a job that was just started', async () => {
		expect(await asleep({})).toEqual({ asked: [], restSeconds: 12 });
	});

	it('asks once at each waking, and then sleeps until the next question', async () => {
		expect(await asleep({ justStarted: false })).toEqual({ asked: [0], restSeconds: 12 });
		expect(await asleep({ waitedMs: 70_000 })).toEqual({ asked: [0], restSeconds: 12 });
	});

	it('does not sleep for a job that is usually over in a minute, before that minute is over', async () => {
		const script = await asleep({ kind: 'aiScript', limitMinutes: 3 });
		expect(script.asked).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
		expect(script.restSeconds).toBe(65);
		expect(await asleep({ kind: 'aiScript', limitMinutes: 3, waitedMs: 60_000 })).toMatchObject({
			restSeconds: 5,
		});
	});

	it('counts what was waited before', async () => {
		const late = await follow(() => data(working), { waitedMs: 5 * 60_000, maySleep: true });
		expect(late.output).toMatchObject({ timedOut: true });
		expect(late.asked).toEqual([0]);
		const soon = { waitedMs: 4.5 * 60_000 };
		expect(await asleep(soon)).toEqual({ asked: [0], restSeconds: 12 });
		await expect(follow(() => ({ problem: unknownId }), { waitedMs: 30_001 })).rejects.toThrow(
			'would not tell',
		);
	});

	it('ends with what JoggAI tells', async () => {
		const told = await follow(() => data(done), { waitedMs: 60_000, maySleep: true });
		expect(told.output.status).toBe('completed');
	});
});

describe('what the user wants of a job that takes long', () => {
	it.each([
		['wait', true, false],
		['pause', true, true],
		['none', false, false],
	])('%s', (chosen, waits, sleeps) => {
		expect([wantsToWait(() => chosen), wantsToSleep(() => chosen)]).toEqual([waits, sleeps]);
	});

	it('is not to wait where there is no such field', () => {
		const absent = (_name: string, fallback?: unknown) => fallback;
		expect([wantsToWait(absent), wantsToSleep(absent)]).toEqual([false, false]);
	});
});

describe('a finished job without the address of its file', () => {
	it('is asked for three times more, ten seconds apart, and then comes with a warning', async () => {
		const { output, asked } = await follow(() => data({ status: 'completed' }));
		expect(asked).toEqual([12, 22, 32, 42]);
		expect(output).toMatchObject({
			status: 'completed',
			warning:
				'JoggAI reports the avatar video as finished but has not told the address of its file: fetch it later by its ID with JoggAI Avatar Video → Get.',
		});
	});

	it('is done as soon as JoggAI tells it, whatever went wrong in between', async () => {
		const { output, asked } = await follow((second) => {
			if (second < 20) return data({ status: 'completed' });
			return second < 30 ? { problem: away } : data(done);
		});
		expect(asked).toEqual([12, 22, 32]);
		expect(output).toMatchObject({ videoUrl: file.video_url });
		expect(output).not.toHaveProperty('warning');
	});

	it('keeps what is known of it while JoggAI is away', async () => {
		const { output } = await follow((_second, question) =>
			question === 1 ? data({ status: 'completed', title: 'News' }) : { problem: away },
		);
		expect(output).toMatchObject({ title: 'News', warning: expect.any(String) });
	});

	it('has its ID, at least, where JoggAI then says nothing', async () => {
		const { output, raw } = await follow((_second, question) =>
			question === 1 ? data({ status: 'completed', title: 'News' }) : { data: undefined },
		);
		expect(output).toMatchObject({ id: 'v1', kind: 'avatarVideo', warning: expect.any(String) });
		expect(raw).toEqual({});
	});

	it('is fine where its kind has none', async () => {
		const { output, asked } = await follow(() => data({ status: 'completed' }), { kind: 'aiScript' });
		expect(asked).toEqual([5]);
		expect(output).not.toHaveProperty('warning');
	});

	it('ends at Stop', async () => {
		const stop = new AbortController();
		const ended = follow(
			(_second, question) => {
				if (question === 1) setImmediate(() => stop.abort(new Error('Stop')));
				return data({ status: 'completed' });
			},
			{ signal: stop.signal },
		);
		await expect(ended).rejects.toThrow('Stop');
	});
});
