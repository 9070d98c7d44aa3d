import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { clock } from '../platform/clock';
import { type Problem, ProblemError } from '../api/problem';
import { inShort, type JobOutput, jobResults, type JobState } from '../vocabulary/jobs/output';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { downloadedFiles, withWarning } from './download';
import { detailsOf } from '../purchases/outcome';
import type { ItemContext } from '../pipeline/item';
import type { ReadParameter } from '../platform/parameters';
import { asText } from '../vocabulary/values';
import { getStatus } from './status';
import { NotYet } from '../pipeline/pause';
import { fileMissed, lacksFile, pollJob } from './poll';
import { maximumMinutes, wantsToWait } from '../form/waitFields';
import { wantsSimplified } from '../form/simplify';

export interface JobOperation {
	job: JobKind;
	/** Which of several finished results become items; all of them without it. */
	choose?: (results: JobOutput[], parameter: ReadParameter) => JobOutput[];
}

type Following = JobOperation & {
	/** Started by this very item: too young for an answer, and JoggAI may not know it yet. */
	justStarted: boolean;
	/** Credits that each of the jobs costs, about; for those who do not wait for JoggAI's own count. */
	price?: number;
};

/** Waits as the user chose. Only when no job of the request succeeds does the item fail, with JoggAI's reason. */
export async function followJobs(
	item: ItemContext,
	states: JobState[],
	following: Following,
): Promise<INodeExecutionData[]> {
	const ended = wantsToWait(item.parameter)
		? await untilEnded(item, states, following)
		: states.map((state) => withEstimate(state, following.price));
	if (haveFailed(ended)) {
		item.purchases.failed(item.itemIndex);
		throw new ProblemError({ ...jobFailed(ended[0]), jobs: ended.map(({ output }) => inShort(output)) });
	}
	const items = await Promise.all(ended.map(async (state) => await present(item, state, following)));
	return items.flat();
}

const haveFailed = (states: JobState[]): boolean => states.every(({ output }) => output.status === 'failed');

function withEstimate(state: JobState, price: number | undefined): JobState {
	const isFree = price === undefined || state.output.reused || state.output.status === 'failed';
	return isFree ? state : { ...state, output: { ...state.output, estimatedCredits: price } };
}

/**
 * Where the execution may sleep, the item's jobs are asked for again when those of all items have ended: addresses of
 * files are fresh then, and only IDs have to be kept meanwhile.
 */
async function untilEnded(item: ItemContext, states: JobState[], following: Following): Promise<JobState[]> {
	const { batch, itemIndex, maySleep, pause, signal } = item;
	const progress = item.progress.of(itemIndex);
	const follow = async (resting: boolean) => {
		progress.since ??= clock.wallTime();
		const waitedMs = maySleep ? Math.max(clock.wallTime() - progress.since, 0) : 0;
		const wait = { ...following, waitedMs, maySleep: resting };
		return awake(await Promise.all(states.map(async (state) => await followJob(item, state, wait))));
	};
	if (!maySleep) return await follow(false);
	const ended = progress.hasEnded ? undefined : await follow(true);
	progress.hasEnded = true;
	// Nothing more is to be bought where the failure of one item ends the batch.
	if (ended && batch.stopsOnFailure && haveFailed(ended)) return ended;
	await pause.othersEnded(itemIndex, signal);
	return ended ?? (await follow(false));
}

/** Throws NotYet for the first that wants to be asked again. */
function awake(states: Array<JobState | NotYet>): JobState[] {
	const resting = states.filter((state) => state instanceof NotYet);
	if (resting.length > 0) throw new NotYet(Math.min(...resting.map(({ until }) => until)));
	return states as JobState[];
}

async function followJob(
	item: ItemContext,
	state: JobState,
	{ justStarted, waitedMs, maySleep }: Following & { waitedMs: number; maySleep: boolean },
): Promise<JobState | NotYet> {
	const { kind, id, status, reused } = state.output;
	if (status === 'failed') return state;
	const isNew = justStarted && !reused;
	const ended = await pollJob({
		state,
		justStarted: isNew,
		limitMinutes: maximumMinutes(item.parameter),
		waitedMs,
		maySleep,
		ask: async () => await getStatus(item, kind, id, { justStarted: isNew }),
		signal: item.signal,
	});
	if (ended instanceof NotYet) return ended;
	// The reply to the create request may tell things that the status does not repeat.
	return {
		...ended,
		output: { ...jobRow(kind).extraFields?.(state.raw), ...ended.output, ...(reused ? { reused } : {}) },
	};
}

/** The output of an item: what the job made, downloaded where the user wants that. */
export async function present(
	item: ItemContext,
	told: JobState,
	{ choose, justStarted }: Following,
): Promise<INodeExecutionData[]> {
	const { parameter } = item;
	const state = told.output.status === 'completed' && lacksFile(told) ? fileMissed(told) : told;
	const results = jobResults(state);
	if (results.length === 0) {
		item.purchases.failed(item.itemIndex);
		throw new ProblemError(nothingMade(state));
	}
	const { binary, warning } = await downloadedFiles(item, state.output, { byTitle: !justStarted });
	// Where JoggAI has not said anything about the job yet, its ID must still arrive.
	const wantsRaw = !wantsSimplified(parameter) && Object.keys(state.raw).length > 0;
	const json = wantsRaw ? [withEssentials(state)] : (choose?.(results, parameter) ?? results);
	const details = wantsRaw ? undefined : shortcomingOf(item, state, warning);
	return json.map((one) => ({ json: { ...withWarning(one, warning), ...details }, binary }));
}

/** What an item lacks that is none that failed, as those tell it. */
function shortcomingOf(
	{ purchases, itemIndex }: ItemContext,
	state: JobState,
	warning = state.output.warning,
): IDataObject | undefined {
	const { id, timedOut, status } = state.output;
	const hasFailed = status === 'failed' && Boolean(id);
	const outcome = timedOut ? 'notFinished' : hasFailed ? 'notMade' : warning && 'noFile';
	if (!outcome) return undefined;
	return { details: detailsOf({ outcome, jobs: [inShort(state.output)] }, purchases.listOf(itemIndex)) };
}

/** JoggAI's own data, and what a user cannot do without: not every status repeats the ID. */
function withEssentials({ raw, output: { kind, id, timedOut, warning } }: JobState): IDataObject {
	const { idKeys } = jobRow(kind);
	const isNamed = idKeys.some((key) => asText(raw[key]) === id);
	return withWarning(
		{ ...(!isNamed && { [idKeys[0]]: id }), ...raw, ...(timedOut && { timedOut }) },
		warning as string | undefined,
	);
}

function nothingMade(state: JobState): Problem {
	const { kind, id } = state.output;
	return {
		what: `JoggAI reports the ${jobRow(kind).noun} ${id} as finished but returned nothing`,
		next: 'Run the item again with a longer description; write to support@jogg.ai about the credits.',
		outcome: 'notMade',
		jobs: [inShort(state.output)],
	};
}

function jobFailed({ output: { kind, id, reason } }: JobState): Problem {
	const job = [jobRow(kind).noun, id].filter(Boolean).join(' ');
	return {
		what: reason
			? `JoggAI could not make the ${job}: ${reason}`
			: `JoggAI could not make the ${job} and gave no reason`,
		next: 'Correct what the reason names, then run the workflow again; that starts (and charges) a new job.',
		outcome: 'notMade',
	};
}
