import type { IDataObject } from 'n8n-workflow';
import { clock } from '../platform/clock';
import { type Problem, ProblemError } from '../api/problem';
import type { Reply } from '../api/reply';
import { filesOf, type JobState, jobState } from '../vocabulary/jobs/output';
import type { JobRow } from '../vocabulary/jobs/row';
import { jobRow } from '../vocabulary/jobs/kinds';
import { NOT_FOUND } from '../vocabulary/refusals';
import { NotYet } from '../pipeline/pause';
import { pauseBefore, SHORTEST_PAUSE, turnToAsk, UNKNOWN_AT_FIRST_MS } from './pace';

/** How often a finished job without its file is asked for again, and how far apart. */
const FILE_ATTEMPTS = 3;
const FILE_PAUSE_MS = 10_000;
/** So long a job that is usually over by then is not worth a sleep. */
const QUICK_MS = 60_000;

interface Polling {
	/** The job as it was when the wait began. */
	state: JobState;
	/** Started by this very item: too young for an answer, and JoggAI may not know it yet. */
	justStarted: boolean;
	limitMinutes: number;
	/** For how many milliseconds it was waited for before the execution slept. */
	waitedMs: number;
	/** Whether the execution may sleep rather than wait here. */
	maySleep: boolean;
	/** Asks JoggAI for the job; reads are repeated on network trouble already. */
	ask: () => Promise<Reply>;
	/** Aborted when the batch is over. */
	signal: AbortSignal;
}

/**
 * Follows a job, asking now and then (pace.ts), until it has completed, failed, or the time is up. A job that
 * outlasts the wait is returned as it stands: it is paid for and still being made. Returns NotYet where the execution can
 * sleep until the next question. Throws the signal's reason when it is aborted, and a ProblemError when JoggAI will not
 * tell about the job at all.
 */
export async function pollJob(polling: Polling): Promise<JobState | NotYet> {
	const { state, justStarted, limitMinutes, waitedMs, maySleep, ask, signal } = polling;
	const { kind, id } = state.output;
	const row = jobRow(kind);
	const since = clock.now() - waitedMs;
	const end = since + limitMinutes * 60_000;
	const toNext = () => pauseBefore(kind) * 1000;
	let pause = justStarted && waitedMs === 0 ? toNext() : 0;
	let last = state;
	for (;;) {
		const isSoonOver = row.isQuick && clock.now() - since < QUICK_MS;
		if (maySleep && pause > 0 && !isSoonOver) return new NotYet(clock.now() + pause);
		await clock.sleep(pause, signal);
		await turnToAsk(signal);
		const reply = await ask();
		signal.throwIfAborted();
		const { problem } = reply;
		const mayBeUnknown = justStarted && clock.now() - since <= UNKNOWN_AT_FIRST_MS;
		if (problem && !isBearable(problem, mayBeUnknown)) {
			throw new ProblemError(justStarted ? statusRefused(problem, row, id) : problem);
		}
		if (!problem) last = jobState(kind, id, (reply.data ?? {}) as IDataObject);
		if (last.output.status === 'completed') return await withFile(last, { ask, signal });
		if (last.output.status === 'failed') return last;
		const left = end - clock.now();
		if (left < SHORTEST_PAUSE * 1000) return timedOut(last, row, problem);
		pause = Math.min(toNext(), left);
	}
}

/** JoggAI being out of reach for a while does not hurt the job, so the wait goes on until its own end. */
function isBearable(problem: Problem, mayBeUnknown: boolean): boolean {
	return problem.transient === true || (problem.code === NOT_FOUND && mayBeUnknown);
}

/** The job was accepted; the usual advice for the refusal of a request would have it bought once more. */
const statusRefused = (problem: Problem, { noun, getOperation }: JobRow, id: string): Problem => ({
	...problem,
	what: `JoggAI started the ${noun} ${id} but would not tell how it is doing: ${problem.what}`,
	next: `The job is paid for and goes on at JoggAI: fetch it by its ID with ${getOperation}. Running the item again would start (and charge) a new one.`,
});

/** Completed, but the address of the file is not there yet: ask a few times more, then say so. */
async function withFile(
	state: JobState,
	{ ask, signal }: Pick<Polling, 'ask' | 'signal'>,
): Promise<JobState> {
	let latest = state;
	for (let attempt = 0; attempt < FILE_ATTEMPTS && lacksFile(latest); attempt++) {
		await clock.sleep(FILE_PAUSE_MS, signal);
		const reply = await ask();
		if (!reply.problem)
			latest = jobState(latest.output.kind, latest.output.id, (reply.data ?? {}) as IDataObject);
	}
	return lacksFile(latest) ? fileMissed(latest) : latest;
}

/** Whether no file is known of a job that makes one. */
export const lacksFile = ({ output }: JobState): boolean =>
	jobRow(output.kind).hasFile && filesOf(output).length === 0;

/** A finished job with a warning in the place of its file. */
export function fileMissed(state: JobState): JobState {
	const { noun, getOperation } = jobRow(state.output.kind);
	const warning = `JoggAI reports the ${noun} as finished but has not told the address of its file: fetch it later by its ID with ${getOperation}.`;
	return { ...state, output: { ...state.output, warning } };
}

function timedOut(state: JobState, row: JobRow, lastProblem: Problem | undefined): JobState {
	const asking = lastProblem ? ` JoggAI did not answer the last question for it: ${lastProblem.what}.` : '';
	const warning = `The ${row.noun} is not finished yet; it usually takes ${row.usually}. It goes on at JoggAI: fetch it later by its ID with ${row.getOperation}, or raise Maximum Wait.${asking}`;
	return { ...state, output: { ...state.output, timedOut: true, warning } };
}
