import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { Batch } from './batch';
import { Ledger } from './ledger';

/** One node execution: the items under way now, and what is kept for the next attempt. */
export interface NodeExecution {
	batch: Batch;
	ledger: Ledger;
}

/** n8n keeps one such object per node execution, whatever is tried again, and drops it afterwards. */
const executions = new WeakMap<object, NodeExecution>();

/**
 * The execution that the item belongs to; an item that comes once more begins the next attempt. Tools of an AI Agent
 * share the agent's data, so each of their calls stands alone.
 */
export function executionOf(context: IExecuteSingleFunctions): NodeExecution {
	const data = context.getExecuteData();
	const node = context.getNode();
	const options = {
		stopsOnFailure: !context.continueOnFail(),
		cancelSignal: context.getExecutionCancelSignal(),
	};
	if (data?.node?.name !== node.name)
		return { batch: new Batch({ ...options, size: 1 }), ledger: new Ledger() };

	const known = executions.get(data);
	if (known && !known.batch.has(context.getItemIndex())) return known;
	const input = Object.values(data.data ?? {})[0]?.[0]?.length ?? 1;
	const size = node.executeOnce ? 1 : input;
	const execution = { batch: new Batch({ ...options, size }), ledger: known?.ledger ?? new Ledger() };
	executions.set(data, execution);
	return execution;
}
