import {
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import { asNodeError, explain, problemOf } from '../api/problem';
import { inCredits } from '../vocabulary/jobs/prices';
import { BatchEnded } from './batch';
import { whereabouts } from '../platform/engine';
import { detailsOf } from '../purchases/outcome';
import type { Purchase } from '../purchases/purchase';
import type { Purchases } from '../purchases/purchases';
import type { ItemContext } from './item';
import {
	GOES_ON,
	jobsText,
	lostJobsText,
	tell,
	together,
	toldOf,
	unknownItems,
	unknownText,
} from './jobsText';

/** n8n takes an execution for canceled, and not for failed, only when the error says so with this very word. */
const STOPPED = 'The execution was canceled';

type FailedItem = Pick<ItemContext, 'context' | 'batch' | 'purchases' | 'itemIndex'>;

/** Turns whatever ended an item into the error item or the exception that the user's settings ask for. */
export async function fail(item: FailedItem, error: Error): Promise<INodeExecutionData[]> {
	const { context, batch, purchases, itemIndex } = item;
	if (error instanceof BatchEnded && !batch.isCancelled) return [];
	const problem = problemOf(error);
	await batch.fail(problem);
	if (batch.isCancelled) throwCanceled(item);
	if (context.continueOnFail()) {
		const own = (failed: boolean) =>
			purchases.jobs({ failed }).filter(({ holder }) => holder.item === itemIndex);
		const message = together(
			explain(problem),
			jobsText('This item had started', own(false)),
			lostJobsText(own(true)),
		);
		const details = detailsOf(problem, purchases.listOf(itemIndex));
		purchases.owed(itemIndex);
		return [failedItem(context, itemIndex, { error: problem.what, message, details })];
	}
	const others = purchases.listOf().filter(({ holder }) => holder.item !== itemIndex);
	const details = detailsOf(problem, purchases.listOf(itemIndex), others);
	purchases.owed();
	// All successful items are lost to n8n when one of them throws, so the error names every job of the execution.
	const description = together(
		explain(problem),
		jobsText('Already started in this run, paid for and still to be had', purchases.jobs()),
		lostJobsText(purchases.jobs({ failed: true })),
		unknownText(unknownItems(purchases, itemIndex)),
		spentText(purchases.spent),
	);
	const thrown = asNodeError(context.getNode(), problem, problem.what, description);
	// What n8n stores of an error, and hands to the workflow for errors.
	thrown.context.details = details;
	throw thrown;
}

/**
 * An item for the error output of n8n, where the user has that. Older versions know it by an `error` beside its data, or by
 * data of no keys but `error` and `message`. Hidden, as n8n would put that error's message in the place of all data.
 */
export function failedItem(
	context: IExecuteSingleFunctions,
	item: number,
	json: IDataObject,
): INodeExecutionData {
	const failed = { json, pairedItem: { item } };
	if (context.getNode().onError === 'continueErrorOutput')
		Object.defineProperty(failed, 'error', { value: { message: json.error }, writable: true });
	return failed;
}

const reported = new WeakSet<Purchase>();

/** Whether the round has something that nobody has been told of; afterwards somebody has. */
export function hasNews(purchases: Purchases): boolean {
	const news = purchases.listOf().filter((one) => one.state !== 'failed' && !reported.has(one));
	for (const one of news) reported.add(one);
	return news.length > 0;
}

/** n8n drops what a node returns after Stop, so the IDs of jobs that go on go into n8n's log and to the execution. */
function throwCanceled({ context, purchases }: FailedItem): never {
	purchases.owed();
	const text = hasNews(purchases) ? toldOf('Stopped while JoggAI goes on making', purchases) : '';
	if (text) context.logger.warn(`${whereabouts(context)}: ${text}`);
	if (text) tell(context, toldOf(GOES_ON, purchases));
	throw new NodeOperationError(context.getNode(), STOPPED, { description: text });
}

const spentText = (credits: number): string =>
	credits > 0
		? `By JoggAI's price list this node has spent about ${inCredits(credits)} in this execution.`
		: '';
