import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { accountOf } from '../api/account';
import { asNodeError, problemOf } from '../api/nodeError';
import type { Problem } from '../api/problem';
import { explain, ProblemError } from '../api/problem';
import { jobRow } from '../vocabulary/jobs';
import { get } from './asking';
import { findTrouble } from './checks';
import { carryOut } from './handlers';
import { parametersOf } from './parameters';
import type { Passage } from './passage';
import type { Operation, ReadParameter } from './plan';
import { ONLY_RESOURCE } from './plan';
import type { Run, StartedJob } from './run';
import { RunOver, runOf } from './run';

/** n8n fills in the address of the account's API; everything after that is the corridor's business. */
const requestDefaults: INodeTypeDescription['requestDefaults'] = {
	baseURL: '={{ ($credentials.domain || "https://api.jogg.ai").trim().replace(/(\\/v\\d+)?\\/*$/i, "") }}',
};

/**
 * What every action node needs to send its requests: checks, pacing, sending, reading, waiting and output for all of
 * `operations`. Spread it into the node's description, once.
 */
export function throughCorridor(
	operations: Operation[],
): Pick<INodeTypeDescription, 'requestDefaults' | 'requestOperations'> {
	return {
		requestDefaults,
		requestOperations: {
			async pagination(
				this: IExecutePaginationFunctions,
				{ options }: DeclarativeRestApiSettings.ResultOptions,
			) {
				return await pass(this, operations, options as IHttpRequestOptions);
			},
		},
	};
}

async function pass(
	context: IExecutePaginationFunctions,
	operations: Operation[],
	request: IHttpRequestOptions,
) {
	const run = runOf(context);
	const item = context.getItemIndex();
	const signal = run.enter(item);
	try {
		const checked = await check(
			{ context, request, run, signal, item, parameter: parametersOf(context) },
			operations,
		);
		await run.allChecked(item, checked.problem);
		if (checked.problem) throw new ProblemError(checked.problem);
		run.goOn();
		const items = await carryOut(checked.passage);
		// What n8n would drop after Stop must be told as well.
		if (run.isCancelled) throw new RunOver();
		return items.map((one): INodeExecutionData => ({ ...one, pairedItem: { item } }));
	} catch (error) {
		return await end(context, run, item, error as Error);
	}
}

type Entering = Omit<Passage, 'operation' | 'account'>;

/** Everything that can go wrong before anything is sent. */
async function check(
	entering: Entering,
	operations: Operation[],
): Promise<{ passage: Passage; problem?: undefined } | { problem: Problem }> {
	const { context, parameter, request, run } = entering;
	try {
		const operation = chosenOperation(operations, parameter);
		const problem = findTrouble(context.getNode(), operation.fields, parameter);
		if (problem) return { problem };
		const passage: Passage = { ...entering, operation, account: await accountOf(context) };
		const ask = async (url: string) => await run.once(url, async () => await get(passage, { url, qs: {} }));
		await operation.prepare?.({ context, parameter, request, get: ask });
		return { passage };
	} catch (error) {
		return { problem: problemOf(error as Error) };
	}
}

function chosenOperation(operations: Operation[], parameter: ReadParameter): Operation {
	const resource = parameter('resource', ONLY_RESOURCE);
	const chosen = parameter('operation');
	const operation = operations.find(
		(one) => one.value === chosen && (one.resource ?? ONLY_RESOURCE) === resource,
	);
	if (operation) return operation;
	throw new ProblemError({
		what: "'Operation' has no valid choice",
		next: 'Choose an operation from the list.',
	});
}

/** Turns whatever ended an item into the error item or the exception that the user's settings ask for. */
async function end(
	context: IExecutePaginationFunctions,
	run: Run,
	item: number,
	error: Error,
): Promise<INodeExecutionData[]> {
	if (error instanceof RunOver && !run.isCancelled) return [];
	const problem = problemOf(error);
	await run.fail(problem);
	if (run.isCancelled) stopped(context, run.untold());
	if (context.continueOnFail()) {
		const own = run.started.filter((job) => job.item === item);
		const message = [explain(problem), jobsText('This item had started', own)].filter(Boolean).join(' ');
		return [{ json: { error: problem.what, message }, pairedItem: { item } }];
	}
	// All successful items are lost to n8n when one of them throws, so the error names every job of the run.
	const jobs = jobsText('Already started in this run, paid for and still to be had', run.started);
	throw asNodeError(
		context.getNode(),
		problem,
		problem.what,
		[explain(problem), jobs].filter(Boolean).join(' '),
	);
}

/** n8n takes an execution for canceled, and not for failed, only when the error says so with this very word. */
const STOPPED = 'The execution was canceled';

/** n8n drops what a node returns after Stop, so the IDs of jobs that go on go into n8n's log. */
function stopped(context: IExecutePaginationFunctions, started: StartedJob[]): never {
	const jobs = jobsText('Stopped while JoggAI goes on making', started);
	if (jobs) context.logger.warn(`${context.getNode().name}: ${jobs}`);
	throw new NodeOperationError(context.getNode(), STOPPED, { description: jobs });
}

/** e.g. "Already started: avatar video a1, a2 (fetch with JoggAI Avatar Video → Get)." */
function jobsText(intro: string, jobs: StartedJob[]): string {
	if (jobs.length === 0) return '';
	const kinds = [...new Set(jobs.map(({ kind }) => kind))];
	const lists = kinds.map((kind) => {
		const ids = jobs.filter((job) => job.kind === kind).map(({ id }) => id);
		return `${jobRow(kind).noun} ${ids.join(', ')} (fetch with ${jobRow(kind).lookUp})`;
	});
	return `${intro}: ${lists.join('; ')}.`;
}
