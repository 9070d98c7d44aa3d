import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { walkPages } from '../api/pages';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import { read } from '../api/reading';
import type { Reply } from '../api/reply';
import type { JobKind } from '../vocabulary/jobs';
import { jobRow } from '../vocabulary/jobs';
import { download } from './download';
import type { JobState } from './jobOutput';
import { jobResults, jobState, startedId } from './jobOutput';
import type { Passage } from './passage';
import { asObject } from './passage';
import type { AsksForJob, Calls, Chooser, Endpoint, Lists, Plan, StartsJob } from './plan';
import { waitForJob } from './waiting';
import { write } from './writing';

type Handler<P extends Plan> = (passage: Passage, plan: P) => Promise<INodeExecutionData[]>;

/** What happens with an item, by what its operation does. */
const HANDLERS: { [D in Plan['does']]: Handler<Extract<Plan, { does: D }>> } = {
	startJob: async (passage, plan) => await startJob(passage, plan),
	askForJob: async (passage, plan) => await askForJob(passage, plan),
	list: async (passage, plan) => await list(passage, plan),
	call: async (passage, plan) => await call(passage, plan),
};

/** Carries out the passage's operation and returns its output items. Throws ProblemError or RunOver. */
export async function carryOut(passage: Passage): Promise<INodeExecutionData[]> {
	const { plan } = passage.operation;
	return await (HANDLERS[plan.does] as Handler<Plan>)(passage, plan);
}

async function startJob(passage: Passage, { request, job, choose }: StartsJob): Promise<INodeExecutionData[]> {
	const { run, item } = passage;
	let id: string | undefined;
	const data = await write(passage, request, (accepted) => {
		id = startedId(job, asObject(accepted));
		if (id) run.started.push({ kind: job, id, item });
	});
	if (!id) throw new ProblemError(acceptedWithoutId(job));
	const created = jobState(job, id, asObject(data));
	return await finish(passage, created, choose);
}

async function askForJob(passage: Passage, { job, idField, choose }: AsksForJob): Promise<INodeExecutionData[]> {
	const id = String(passage.parameter(idField)).trim();
	if (passage.parameter('waitForCompletion', 'none') === 'none') {
		const reply = await ask(passage, job, id);
		if (reply.problem) throw new ProblemError(reply.problem);
		return await present(passage, jobState(job, id, requireData(reply.data)), choose);
	}
	return await finish(passage, jobState(job, id, {}), choose);
}

/** Waits for the job as the user chose. A job that failed ends here with JoggAI's reason. */
async function finish(passage: Passage, state: JobState, choose?: Chooser): Promise<INodeExecutionData[]> {
	if (passage.parameter('waitForCompletion') === 'none') return await present(passage, state, choose);
	const { kind, id } = state.output;
	const ended = await waitForJob({
		state,
		maximumMinutes: Number(passage.parameter('maximumWait')),
		ask: async () => await ask(passage, kind, id),
		run: passage.run,
		signal: passage.signal,
	});
	if (ended.output.status === 'failed') throw new ProblemError(jobFailed(ended));
	return await present(passage, ended, choose);
}

async function get({ context, account, signal, request }: Passage, endpoint: Endpoint): Promise<unknown> {
	const reply = await read(context, account, { ...request, ...endpoint }, signal);
	if (reply.problem) throw new ProblemError(reply.problem);
	return reply.data;
}

async function ask({ context, account, signal }: Passage, kind: JobKind, id: string): Promise<Reply> {
	return await read(context, account, jobRow(kind).ask(id), signal);
}

async function present(passage: Passage, state: JobState, choose?: Chooser): Promise<INodeExecutionData[]> {
	const { parameter, context, signal } = passage;
	const { kind, id } = state.output;
	const results = jobResults(state);
	if (results.length === 0) throw new ProblemError(nothingMade(kind, id));
	const chosen = choose ? choose(results, parameter) : results;
	const wantsFile = parameter('download', false) === true;
	const binary = wantsFile
		? await download(context, state.output, String(parameter('binaryPropertyName')), signal)
		: undefined;
	// Where JoggAI has not said anything about the job yet, its ID must still arrive.
	const wantsRaw = parameter('simplify', true) !== true && Object.keys(state.raw).length > 0;
	const json = wantsRaw ? [state.raw] : chosen;
	return json.map((one) => ({ json: one, binary }));
}

async function list({ context, account, signal, request, parameter }: Passage, { list: describe }: Lists): Promise<INodeExecutionData[]> {
	const listing = describe(parameter);
	const limit = parameter('returnAll', false) === true ? Infinity : Number(parameter('limit'));
	const entries = await walkPages(
		async (page) => await read(context, account, { ...request, url: listing.url, qs: { ...request.qs, ...page } }, signal),
		listing,
		limit,
	);
	return entries.map((entry) => ({ json: parameter('simplify', true) === true ? listing.simplify(entry) : entry }));
}

async function call(passage: Passage, { request, simplify, withoutData }: Calls): Promise<INodeExecutionData[]> {
	const { parameter } = passage;
	const answer = request.method === 'GET' ? await get(passage, request) : await write(passage, request);
	const data = withoutData ? asObject(answer) : requireData(answer);
	return [{ json: parameter('simplify', true) === true ? simplify(data, parameter) : data }];
}

/** JoggAI said yes but sent nothing to work with: that is no success. */
function requireData(data: unknown): IDataObject {
	const object = asObject(data);
	if (Object.keys(object).length > 0) return object;
	throw new ProblemError({
		what: 'JoggAI answered without any data',
		next: 'Try again later; write to support@jogg.ai if it stays.',
		uncertain: true,
	});
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
	const job = `${jobRow(kind).noun} ${id}`;
	return {
		what: reason ? `JoggAI could not make the ${job}: ${reason}` : `JoggAI could not make the ${job} and gave no reason`,
		next: 'Correct what the reason names, then run the workflow again; that starts (and charges) a new job.',
	};
}
