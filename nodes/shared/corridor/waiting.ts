import type { IDataObject } from 'n8n-workflow';
import { clock } from '../api/clock';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import type { JobRow } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import { NOT_FOUND } from '../vocabulary/refusals';
import type { JobState } from './jobOutput';
import { filesOf, jobState } from './jobOutput';
import type { Run } from './run';

/** A job may be unknown to JoggAI for a moment after it was started (inference). */
const UNKNOWN_AT_FIRST_MS = 30_000;
/** How often a finished job without its file is asked for again, and how far apart. */
const FILE_ATTEMPTS = 3;
const FILE_PAUSE_MS = 10_000;
/** JoggAI asks not to be asked more often (guide). */
const SHORTEST_PAUSE_MS = 5_000;

export interface Wait {
	/** The job as it was when the wait began. */
	state: JobState;
	/** Started by this very item: too young for an answer, and JoggAI may not know it yet. */
	justStarted: boolean;
	maximumMinutes: number;
	/** Asks JoggAI for the job; reads are repeated on network trouble already. */
	ask: () => Promise<Reply>;
	run: Run;
	signal: AbortSignal;
}

/**
 * Follows a job up the ladder of its kind until it has completed, failed, or the time is up. A job that outlasts the
 * wait is returned as it stands: it is paid for and still being made. Throws RunOver when the run ends meanwhile, and
 * a ProblemError when JoggAI will not tell about the job at all.
 */
export async function waitForJob({
	state,
	justStarted,
	maximumMinutes,
	ask,
	run,
	signal,
}: Wait): Promise<JobState> {
	const { kind, id } = state.output;
	const row = jobRow(kind);
	const since = clock.now();
	const end = since + maximumMinutes * 60_000;
	let pause = justStarted ? row.firstPollSeconds * 1000 : 0;
	let last = state;
	let unheard: Problem | undefined;
	for (;;) {
		await clock.sleep(pause, signal);
		run.goOn();
		const reply = await ask();
		run.goOn();
		unheard = reply.problem;
		const mayBeUnknown = justStarted && clock.now() - since <= UNKNOWN_AT_FIRST_MS;
		if (unheard && !isBearable(unheard, mayBeUnknown)) {
			throw new ProblemError(justStarted ? silent(unheard, row, id) : unheard);
		}
		if (!reply.problem) last = jobState(kind, id, (reply.data ?? {}) as IDataObject);
		if (last.output.status === 'completed') return await withFile(last, row, { ask, run, signal });
		if (last.output.status === 'failed') return last;
		const left = end - clock.now();
		if (left < SHORTEST_PAUSE_MS) return timedOut(last, row, unheard);
		pause = Math.min(secondsToNext(row, (clock.now() - since) / 1000) * 1000, left);
	}
}

function secondsToNext({ ladder }: JobRow, age: number): number {
	return (ladder.find(({ untilSeconds }) => age < untilSeconds) ?? ladder[ladder.length - 1]).everySeconds;
}

/** JoggAI being out of reach for a while does not hurt the job, so the wait goes on until its own end. */
function isBearable(problem: Problem, mayBeUnknown: boolean): boolean {
	return problem.passing === true || (problem.code === NOT_FOUND && mayBeUnknown);
}

/** The job was accepted; the usual advice for the refusal of a request would have it bought once more. */
const silent = (problem: Problem, { noun, lookUp }: JobRow, id: string): Problem => ({
	...problem,
	what: `JoggAI started the ${noun} ${id} but would not tell how it is doing: ${problem.what}`,
	next: `The job is paid for and goes on at JoggAI: fetch it by its ID with ${lookUp}. Running the item again would start (and charge) a new one.`,
});

/** Completed, but the address of the file is not there yet: ask a few times more, then say so. */
async function withFile(
	state: JobState,
	row: JobRow,
	{ ask, run, signal }: Pick<Wait, 'ask' | 'run' | 'signal'>,
): Promise<JobState> {
	let latest = state;
	for (
		let attempt = 0;
		attempt < FILE_ATTEMPTS && row.hasFile && filesOf(latest.output).length === 0;
		attempt++
	) {
		await clock.sleep(FILE_PAUSE_MS, signal);
		run.goOn();
		const reply = await ask();
		if (!reply.problem)
			latest = jobState(latest.output.kind, latest.output.id, (reply.data ?? {}) as IDataObject);
	}
	return row.hasFile && filesOf(latest.output).length === 0 ? withoutFile(latest, row) : latest;
}

function withoutFile(state: JobState, { noun, lookUp }: JobRow): JobState {
	const warning = `JoggAI reports the ${noun} as finished but has not told the address of its file: fetch it later by its ID with ${lookUp}.`;
	return { ...state, output: { ...state.output, warning } };
}

function timedOut(state: JobState, row: JobRow, unheard: Problem | undefined): JobState {
	const asking = unheard ? ` JoggAI did not answer the last question for it: ${unheard.what}.` : '';
	const warning = `The ${row.noun} is not finished yet; it usually takes ${row.usually}. It goes on at JoggAI: fetch it later by its ID with ${row.lookUp}, or raise Maximum Wait.${asking}`;
	return { ...state, output: { ...state.output, timedOut: true, warning } };
}
