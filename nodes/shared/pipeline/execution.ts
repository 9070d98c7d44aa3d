import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { Batch } from './batch';
import { isStep, runIndexOf, storedContext, toolArguments } from '../platform/engine';
import { GOES_ON, tell, toldOf } from './jobsText';
import { Pause } from './pause';
import { Progress } from './progress';
import { placesOf } from '../purchases/places';
import { Purchases } from '../purchases/purchases';

/** One node execution: the items under way now, and what is kept for the next attempt. */
export interface NodeExecution {
	batch: Batch;
	purchases: Purchases;
	progress: Progress;
	pause: Pause;
}

const executions = new WeakMap<object, NodeExecution>();

/** The execution that the item belongs to; an item that comes once more begins the next attempt. */
export function executionOf(context: IExecuteSingleFunctions): NodeExecution {
	const { key, size } = attemptsOf(context);
	const known = key && executions.get(key);
	if (known && !known.batch.has(context.getItemIndex())) return known;
	known?.purchases.beginAttempt();
	known?.progress.beginAttempt();
	const { purchases, progress } = known ?? memoryOf(context);
	const batch = new Batch({
		size,
		stopsOnFailure: !context.continueOnFail(),
		cancelSignal: context.getExecutionCancelSignal(),
		onStop: () => tell(context, toldOf(GOES_ON, purchases)),
	});
	const execution = { batch, purchases, progress, pause: new Pause(context, { batch, purchases, progress }) };
	if (key) executions.set(key, execution);
	return execution;
}

/**
 * What n8n keeps through all attempts and drops afterwards, and how many items there are. Tools inside an AI Agent share
 * the agent's data, so what it passed to the tool stands for one call there.
 */
function attemptsOf(context: IExecuteSingleFunctions): { key?: object; size: number } {
	if (!isStep(context)) return { key: toolArguments(context), size: 1 };
	const data = context.getExecuteData();
	const input = Object.values(data.data ?? {})[0]?.[0]?.length ?? 1;
	return { key: data, size: context.getNode().executeOnce ? 1 : input };
}

function memoryOf(context: IExecuteSingleFunctions): Pick<NodeExecution, 'purchases' | 'progress'> {
	const execution = context.getExecutionId();
	const run = runIndexOf(context);
	return {
		purchases: new Purchases(placesOf(context), { execution, run }),
		progress: new Progress(storedContext(context), execution, run),
	};
}
