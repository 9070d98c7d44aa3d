import { type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { asNodeError, explain, problemOf } from '../api/problem';
import { inCredits } from '../vocabulary/jobs/prices';
import { BatchEnded } from './batch';
import { Budget } from './budget';
import { tellWithExecution, whereabouts } from '../platform/engine';
import type { ItemContext } from './item';
import { jobsText, lostJobsText, together, unknownText } from './jobsText';
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
		const isOwn = (job: StartedJob) => job.itemIndex === itemIndex;
		const message = together(
			explain(problem),
			jobsText('This item had started', ledger.startedJobs.filter(isOwn)),
			lostJobsText(ledger.failedJobs.filter(isOwn)),
		);
		return [{ json: { error: problem.what, message }, pairedItem: { item: itemIndex } }];
	}
	// All successful items are lost to n8n when one of them throws, so the error names every job of the execution.
	const description = together(
		explain(problem),
		jobsText('Already started in this run, paid for and still to be had', ledger.startedJobs),
		lostJobsText(ledger.failedJobs),
		unknownText(ledger.unknownItems(itemIndex)),
		spentText(new Budget(item).spent),
	);
	throw asNodeError(context.getNode(), problem, problem.what, description);
}

/** n8n drops what a node returns after Stop, so the IDs of jobs that go on go into n8n's log and to the execution. */
function throwCanceled({ context, ledger }: FailedItem): never {
	const { jobs, unknownItems } = ledger.report();
	const text = together(jobsText('Stopped while JoggAI goes on making', jobs), unknownText(unknownItems));
	if (text) context.logger.warn(`${whereabouts(context)}: ${text}`);
	if (text)
		tellWithExecution(
			context,
			'joggAi',
			together(jobsText('JoggAI goes on making', ledger.startedJobs), unknownText(ledger.unknownItems())),
		);
	throw new NodeOperationError(context.getNode(), STOPPED, { description: text });
}

const spentText = (credits: number): string =>
	credits > 0
		? `By JoggAI's price list this node has spent about ${inCredits(credits)} in this execution.`
		: '';
