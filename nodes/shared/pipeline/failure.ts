import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { asNodeError, explain, problemOf } from '../api/problem';
import { jobRow } from '../vocabulary/jobs';
import { BatchEnded } from './batch';
import type { ItemContext } from './itemContext';
import type { StartedJob } from './ledger';

/** n8n takes an execution for canceled, and not for failed, only when the error says so with this very word. */
const STOPPED = 'The execution was canceled';

type FailedItem = Pick<ItemContext, 'context' | 'batch' | 'ledger' | 'itemIndex'>;

/** Turns whatever ended an item into the error item or the exception that the user's settings ask for. */
export async function fail(item: FailedItem, error: Error): Promise<INodeExecutionData[]> {
	const { context, batch, ledger, itemIndex } = item;
	if (error instanceof BatchEnded && !batch.isCancelled) return [];
	const problem = problemOf(error);
	await batch.fail(problem);
	if (batch.isCancelled) throwCanceled(item);
	if (context.continueOnFail()) {
		const own = ledger.startedJobs.filter((job) => job.itemIndex === itemIndex);
		const message = [explain(problem), jobsText('This item had started', own)].filter(Boolean).join(' ');
		return [{ json: { error: problem.what, message }, pairedItem: { item: itemIndex } }];
	}
	// All successful items are lost to n8n when one of them throws, so the error names every job of the execution.
	const jobs = jobsText('Already started in this run, paid for and still to be had', ledger.startedJobs);
	throw asNodeError(
		context.getNode(),
		problem,
		problem.what,
		[explain(problem), jobs].filter(Boolean).join(' '),
	);
}

/** n8n drops what a node returns after Stop, so the IDs of jobs that go on go into n8n's log. */
function throwCanceled({ context, ledger }: FailedItem): never {
	const jobs = jobsText('Stopped while JoggAI goes on making', ledger.reportJobs());
	if (jobs) context.logger.warn(`${context.getNode().name}: ${jobs}`);
	throw new NodeOperationError(context.getNode(), STOPPED, { description: jobs });
}

/** e.g. "Already started: avatar video a1, a2 (fetch with JoggAI Avatar Video → Get)." */
function jobsText(intro: string, jobs: StartedJob[]): string {
	if (jobs.length === 0) return '';
	const kinds = [...new Set(jobs.map(({ kind }) => kind))];
	const lists = kinds.map((kind) => {
		const ids = jobs.filter((job) => job.kind === kind).map(({ id }) => id);
		return `${jobRow(kind).noun} ${ids.join(', ')} (fetch with ${jobRow(kind).getOperation})`;
	});
	return `${intro}: ${lists.join('; ')}.`;
}
