import type { IExecuteSingleFunctions, INode, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** Parts of n8n's contexts that its types do not tell about. */
interface Internals {
	runExecutionData?: {
		resultData?: { runData?: Record<string, ITaskData[] | undefined> };
		/** The execution that has called this one. */
		parentExecution?: { executionId?: string };
	};
	workflow?: { nodes?: Record<string, INode> };
	/** Reads what n8n has stored of an execution. */
	additionalData?: { getRunExecutionData?: (id: string) => Promise<IRunExecutionData | undefined> };
}

/**
 * First nodes whose callers wait for the end, by the last part of their type: n8n answers them with an error as soon as
 * a node sleeps that hands on nothing (webhook, chat, form), or with one of many items (sub-workflow, for each item).
 */
const CALLED: Record<string, (node: INode, run: ITaskData) => boolean> = {
	webhook: answersAtTheEnd,
	formTrigger: answersAtTheEnd,
	chatTrigger: () => true,
	executeWorkflowTrigger: (_, { data }) => data?.main?.[0]?.length === 1,
};

function answersAtTheEnd({ parameters }: INode): boolean {
	return !['onReceived', undefined].includes(parameters.responseMode as string | undefined);
}

/** Whether somebody holds the line until the execution is over. */
export function isWaitedFor(context: IExecuteSingleFunctions): boolean {
	const { runExecutionData, workflow } = context as Internals;
	const runs = Object.entries(runExecutionData?.resultData?.runData ?? {});
	const first = runs.flatMap(([name, ran]) => (ran?.[0] ? [{ name, run: ran[0] }] : []));
	const begun = ({ run }: (typeof first)[number]) => run.executionIndex ?? run.startTime;
	const [begin] = first.sort((a, b) => begun(a) - begun(b));
	const node = begin && workflow?.nodes?.[begin.name];
	const isCalled = node && CALLED[node.type.split('.').pop() ?? ''];
	return isCalled ? isCalled(node, begin.run) : false;
}

/** What n8n stores with an execution that somebody has stopped, or that took too long. */
const STOPPED = /execution was cancell?ed/i;

/** Whether the workflow that has called this one was stopped: n8n lets what it has called go on. */
export async function isCallerStopped(context: IExecuteSingleFunctions): Promise<boolean> {
	const { runExecutionData, additionalData } = context as Internals;
	const caller = runExecutionData?.parentExecution?.executionId;
	const stored = caller && (await additionalData?.getRunExecutionData?.(caller).catch(() => undefined));
	return STOPPED.test((stored && stored.resultData.error?.message) || '');
}
