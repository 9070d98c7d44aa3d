import type { IDataObject, IExecuteSingleFunctions, ITaskData } from 'n8n-workflow';

/** Parts of n8n's contexts that its types do not tell about; absent in versions that have them elsewhere. */
interface Internals {
	runIndex?: number;
	runExecutionData?: { resultData?: { runData?: Record<string, Array<ITaskData | undefined> | undefined> } };
}

/**
 * What an AI Agent passed to the node as its tool, the same object through all attempts of one call. Nothing where the
 * node is no such tool, or this n8n keeps it elsewhere.
 */
export function toolArguments(context: IExecuteSingleFunctions): object | undefined {
	const { runExecutionData } = context as Internals;
	const runs = runExecutionData?.resultData?.runData?.[context.getNode().name];
	return runs?.[runIndexOf(context)]?.inputOverride?.ai_tool?.[0]?.[0]?.json;
}

/** What n8n stores for the node with the execution; tools inside an AI Agent may have no such place. */
export function storedContext(context: IExecuteSingleFunctions): IDataObject {
	try {
		return context.getContext('node');
	} catch {
		return {};
	}
}

/** Which run of the node in its execution this is; a node in a loop has several. */
export const runIndexOf = (context: IExecuteSingleFunctions): number => (context as Internals).runIndex ?? 0;

/** What n8n shows with the execution and lets users search for; at most 512 letters. */
export function tellWithExecution(context: IExecuteSingleFunctions, name: string, text: string): void {
	const execution = context.getWorkflowDataProxy(context.getItemIndex()).$execution as
		| { customData?: { set: (name: string, value: string) => void } }
		| undefined;
	execution?.customData?.set(name, text.slice(0, 512));
}

/** Who is at work, as n8n's log has to name it to be found again. */
export function whereabouts(context: IExecuteSingleFunctions): string {
	const { name, id } = context.getWorkflow();
	const workflow = `workflow ${[name && `"${name}"`, id].filter(Boolean).join(' ')}`;
	return `${context.getNode().name} (${workflow}, execution ${context.getExecutionId()}, item ${context.getItemIndex()})`;
}
