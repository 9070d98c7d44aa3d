import type { IDataObject, IExecuteData, IExecuteSingleFunctions, ITaskData } from 'n8n-workflow';
import { isWaitedFor } from './caller';

/** Parts of n8n's contexts that its types do not tell about; absent in versions that have them elsewhere. */
interface Internals {
	runIndex?: number;
	runExecutionData?: {
		resultData?: { runData?: Record<string, Array<ITaskData | undefined> | undefined> };
		executionData?: { nodeExecutionStack?: IExecuteData[] };
		/** From n8n 2 on. */
		resumeToken?: string;
	};
	putExecutionToWait?: (until: Date) => Promise<void>;
	/** Has come with n8n 1.x after 1.88, whose sleepers do not find their data when they wake. */
	getExecutionContext?: () => unknown;
	/** Names the execution that is woken or started again, where this is one, and tells a sub-workflow how its root was started. */
	additionalData?: { restartExecutionId?: string; rootExecutionMode?: string };
	/** Also where contexts have no getWorkflowSettings (n8n 2.0). */
	workflow?: { settings?: { executionOrder?: string } };
}

/** Whether n8n runs the node as a step of the workflow; as a tool it shares the data of its AI Agent. */
export const isStep = (context: IExecuteSingleFunctions): boolean =>
	context.getExecuteData()?.node?.name === context.getNode().name;

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

/**
 * What n8n keeps for the workflow from one production execution to the next: the nodes share it, as a node's own part goes
 * by its name and is lost with that. Nothing where n8n has started the execution without it, as it does to wake or retry
 * one: a single word written there, and n8n would store that in the place of everything, other nodes' included.
 */
export function staticDataOf(context: IExecuteSingleFunctions): IDataObject | undefined {
	const isStartedAnew =
		context.getMode() === 'retry' || (context as Internals).additionalData?.restartExecutionId;
	return isStartedAnew ? undefined : context.getWorkflowStaticData('global');
}

/** Whether somebody tries the workflow out in the editor, or one that calls it. */
export const isTestRun = (context: IExecuteSingleFunctions): boolean =>
	((context as Internals).additionalData?.rootExecutionMode ?? context.getMode()) === 'manual';

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

/**
 * Why the execution cannot sleep while this node waits, as part of a sentence; nothing where it can. The parts of n8n
 * that `sleepUntil` needs are no part of its types, so whatever looks different is left alone.
 */
export function obstacleToSleep(context: IExecuteSingleFunctions): string | undefined {
	const { runExecutionData, putExecutionToWait, getExecutionContext, runIndex, workflow } =
		context as Internals;
	if (!isStep(context) || toolArguments(context)) return 'as the tool of an AI Agent';
	if (isWaitedFor(context)) return 'while somebody waits for its answer';
	// n8n would hand over the later groups while the execution sleeps.
	const requestOptions = context.getNode().parameters?.requestOptions as IDataObject | undefined;
	if (requestOptions?.batching) return "with n8n's Batching";
	const { executionOrder } = context.getWorkflowSettings?.() ?? workflow?.settings ?? {};
	if (executionOrder !== 'v1') return 'in a workflow with the old execution order';
	// n8n 1 hands the parent its own items back.
	if (context.getMode() === 'integrated' && !runExecutionData?.resumeToken)
		return 'in a sub-workflow on this version of n8n';
	const isKnown =
		Array.isArray(runExecutionData?.executionData?.nodeExecutionStack) &&
		typeof putExecutionToWait === 'function' &&
		typeof getExecutionContext === 'function' &&
		typeof runIndex === 'number';
	return isKnown ? undefined : 'on this version of n8n';
}

/**
 * Puts the execution to sleep in n8n's database. On waking n8n runs the node again with the same items, as the same run
 * and with what `storedContext` held. Only where `obstacleToSleep` finds none, once all items are at rest.
 */
export async function sleepUntil(context: IExecuteSingleFunctions, until: Date): Promise<void> {
	const { runExecutionData, putExecutionToWait } = context as Internals;
	const sleeper = context.getExecuteData();
	const awake = { ...sleeper, node: { ...sleeper.node }, runIndex: runIndexOf(context) };
	runExecutionData?.executionData?.nodeExecutionStack?.unshift(awake);
	// n8n disables what it wakes, so the sleeper itself hands on nothing, and the copy runs behind it.
	sleeper.data = { main: [[]] };
	sleeper.node = { ...sleeper.node, alwaysOutputData: false };
	await putExecutionToWait?.call(context, until);
}
