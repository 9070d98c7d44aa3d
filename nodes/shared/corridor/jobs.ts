import type { INodeExecutionData } from 'n8n-workflow';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import type { JobKind, StartedPart } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import { ask } from './asking';
import { download } from './download';
import type { JobState } from './jobOutput';
import { jobResults, jobState, startedParts } from './jobOutput';
import type { Passage } from './passage';
import { asObject, requireData } from './passage';
import type { AsksForJob, Chooser, StartsJob } from './plan';
import { waitForJob } from './waiting';
import { write } from './writing';

/** Starts a job (or several with one request) and sees it through as far as the user wants. */
export async function startJob(
	passage: Passage,
	{ request, job, choose }: StartsJob,
): Promise<INodeExecutionData[]> {
	let parts: StartedPart[] = [];
	await write(passage, request, (accepted) => {
		parts = startedParts(job, asObject(accepted));
		for (const { id } of parts) if (id) record(passage, job, id);
	});
	if (parts.length === 0) throw new ProblemError(acceptedWithoutId(job));
	return await seeThrough(
		passage,
		parts.map((part) => partState(job, part)),
		choose,
	);
}

/** Into the run's memory, and into n8n's log: that is what is left should n8n end while it waits. */
function record({ context, run, item }: Passage, kind: JobKind, id: string): void {
	if (!run.record({ kind, id, item })) return;
	context.logger.info(`${context.getNode().name}: JoggAI has started the ${jobRow(kind).noun} ${id}`);
}

/** Asks for a job that was started earlier, or waits for it if the user wants that. */
export async function askForJob(
	passage: Passage,
	{ job, idField, choose }: AsksForJob,
): Promise<INodeExecutionData[]> {
	const id = String(passage.parameter(idField)).trim();
	if (waits(passage)) return await seeThrough(passage, [jobState(job, id, {})], choose);
	const reply = await ask(passage, job, id);
	if (reply.problem) throw new ProblemError(reply.problem);
	return await present(passage, jobState(job, id, requireData(reply.data)), choose);
}

const waits = ({ parameter }: Passage): boolean => parameter('waitForCompletion', 'none') !== 'none';

/** What JoggAI refused among several jobs of one request is an output of its own, as failed. */
function partState(kind: JobKind, { id, reason, raw }: StartedPart): JobState {
	const state = jobState(kind, id ?? '', raw as JobState['raw']);
	return id ? state : { ...state, output: { ...state.output, status: 'failed', reason } };
}

/** Waits as the user chose. Only when no job of the request succeeds does the item fail, with JoggAI's reason. */
async function seeThrough(
	passage: Passage,
	states: JobState[],
	choose?: Chooser,
): Promise<INodeExecutionData[]> {
	const ended = waits(passage)
		? await Promise.all(states.map(async (state) => await wait(passage, state)))
		: states;
	if (ended.every(({ output }) => output.status === 'failed')) throw new ProblemError(jobFailed(ended[0]));
	const items = await Promise.all(ended.map(async (state) => await present(passage, state, choose)));
	return items.flat();
}

async function wait(passage: Passage, state: JobState): Promise<JobState> {
	const { kind, id } = state.output;
	if (state.output.status === 'failed') return state;
	const { run, signal, parameter } = passage;
	const ended = await waitForJob({
		state,
		justStarted: passage.operation.plan.does === 'startJob',
		maximumMinutes: Number(parameter('maximumWait')),
		ask: async () => await ask(passage, kind, id),
		run,
		signal,
	});
	// The reply to the create request may tell things that the status does not repeat.
	return { ...ended, output: { ...jobRow(kind).adds?.(state.raw), ...ended.output } };
}

async function present(passage: Passage, state: JobState, choose?: Chooser): Promise<INodeExecutionData[]> {
	const { parameter } = passage;
	const { kind, id, status } = state.output;
	const results = jobResults(state);
	if (results.length === 0) throw new ProblemError(nothingMade(kind, id));
	const wantsFile = parameter('download', false) === true && status === 'completed';
	const binary = wantsFile
		? await download(passage, state.output, String(parameter('binaryPropertyName')))
		: undefined;
	// Where JoggAI has not said anything about the job yet, its ID must still arrive.
	const wantsRaw = parameter('simplify', true) !== true && Object.keys(state.raw).length > 0;
	const json = wantsRaw ? [state.raw] : (choose?.(results, parameter) ?? results);
	return json.map((one) => ({ json: one, binary }));
}

function acceptedWithoutId(kind: JobKind): Problem {
	return {
		what: `JoggAI accepted the ${jobRow(kind).noun} but did not say its ID`,
		next: 'It may have been charged. Look for the result in your projects at app.jogg.ai before you run this item once more.',
		uncertain: true,
	};
}

function nothingMade(kind: JobKind, id: string): Problem {
	return {
		what: `JoggAI reports the ${jobRow(kind).noun} ${id} as finished but returned nothing`,
		next: 'Run the item again with a longer description; write to support@jogg.ai about the credits.',
	};
}

function jobFailed({ output: { kind, id, reason } }: JobState): Problem {
	const job = [jobRow(kind).noun, id].filter(Boolean).join(' ');
	return {
		what: reason
			? `JoggAI could not make the ${job}: ${reason}`
			: `JoggAI could not make the ${job} and gave no reason`,
		next: 'Correct what the reason names, then run the workflow again; that starts (and charges) a new job.',
	};
}
