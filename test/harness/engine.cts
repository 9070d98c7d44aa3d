import 'reflect-metadata';
import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import { JoggAiApi } from '../../credentials/JoggAiApi.credentials';

/** The only service that a node really needs from n8n: decrypted credentials and their way into a request. */
class Credentials extends ICredentialsHelper {
	constructor(private readonly data: ICredentialDataDecryptedObject) {
		super();
	}
	getParentTypes() {
		return [];
	}
	isCredentialUsableByNode() {
		return true;
	}
	getCredentialsProperties() {
		return new JoggAiApi().properties;
	}
	async getDecrypted() {
		return { ...this.data };
	}
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	) {
		const { headers } = (
			new JoggAiApi() as ICredentialType & { authenticate: { properties: { headers: IDataObject } } }
		).authenticate.properties;
		const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} as INodeTypes });
		const node = { name: 'n', type: 'n', typeVersion: 1, parameters: {}, id: 'n', position: [0, 0] } as INode;
		for (const [name, value] of Object.entries(headers)) {
			const key = workflow.expression.getSimpleParameterValue(
				node,
				value as string,
				'internal',
				{ $credentials: credentials },
				undefined,
				'',
			);
			options.headers = { ...options.headers, [name]: key };
		}
		return options;
	}
	async preAuthentication() {
		return undefined;
	}
	async runPreAuthentication() {
		return undefined;
	}
	async getCredentials(): Promise<never> {
		throw new Error('not needed');
	}
	async updateCredentials() {}
	async updateCredentialsOauthTokenData() {}
}

export interface EngineOptions {
	type: INodeType;
	parameters?: INodeParameters;
	items?: INodeExecutionData[];
	credentials: ICredentialDataDecryptedObject;
	/** Settings of the node beside its parameters: onError, retryOnFail, executeOnce … */
	node?: Partial<INode>;
	mode?: WorkflowExecuteMode;
	/** n8n counts its executions; what belongs to one is known to it alone. */
	executionId?: string;
	/** Where calls reach executions that sleep. */
	waitingAddress?: string;
	/** Settings of the workflow. */
	settings?: IWorkflowSettings;
	/** What n8n has stored for the workflow beside its executions. */
	staticData?: IDataObject;
	/** Gets the running execution; its `cancel()` is the Stop button. */
	onStart?: (execution: { cancel: () => void }) => void;
}

export interface EngineResult {
	status: string;
	error?: Error & { description?: string; context?: IDataObject; httpCode?: string };
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of every output. */
	outputs: INodeExecutionData[][];
	run: IRun;
	/** What n8n stores for the workflow beside its executions. */
	staticData?: IDataObject;
	executionId: string;
}

const START: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	} as unknown as INodeType['description'],
};

/** n8n's ID of the workflow: another one for each world, as what was made for one is known to it alone. */
export const current = { workflowId: 'w' };

/** Builds a workflow Start → Node and everything that n8n-core wants to know around it. */
export function build({
	type,
	parameters = {},
	items = [{ json: {} }],
	credentials,
	node = {},
	mode = 'trigger',
	executionId = '1',
	waitingAddress = 'http://n8n/webhook-waiting',
	settings = { executionOrder: 'v1' },
	staticData,
}: EngineOptions) {
	core.DirectoryLoader.applyDeclarativeNodeOptionParameters(type);
	if (!type.execute && type.description.requestDefaults) {
		type.execute = async function (this: IExecuteFunctions) {
			return await new core.RoutingNode(this as never, type).runNode();
		} as INodeType['execute'];
	}
	const start: INodeType = { ...START, execute: async () => [structuredClone(items)] };
	const types: Record<string, INodeType> = { start, node: type };
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name],
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(types[name], version),
		getKnownTypes: () => ({}),
	};
	const nodes: INode[] = [
		{ id: 'a', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: 'b',
			name: 'Node',
			type: 'node',
			typeVersion: [type.description.version].flat().at(-1) as number,
			position: [0, 0],
			parameters,
			credentials: { joggAiApi: { id: 'c', name: 'JoggAI' } },
			...node,
		},
	];
	const connections = { Start: { main: [[{ node: 'Node', type: 'main' as const, index: 0 }]] } };
	const workflow = new Workflow({
		id: current.workflowId,
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings,
		staticData,
	});
	const additionalData = {
		credentialsHelper: new Credentials(credentials),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: 'http://n8n/rest',
		instanceBaseUrl: 'http://n8n/',
		webhookBaseUrl: 'http://n8n/webhook',
		webhookTestBaseUrl: 'http://n8n/webhook-test',
		webhookWaitingBaseUrl: waitingAddress,
		formWaitingBaseUrl: 'http://n8n/form-waiting',
		setExecutionStatus() {},
		logAiEvent() {},
		hooks: new core.ExecutionLifecycleHooks(mode, executionId, {
			id: 'w',
			name: 'w',
			nodes,
			connections,
			active: false,
		} as never),
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, additionalData, mode };
}

/** Runs the node in n8n's real engine, as one step of a workflow. */
export async function execute(options: EngineOptions): Promise<EngineResult> {
	const { workflow, additionalData, mode } = build(options);
	const startNode = workflow.getNode('Start') as INode;
	const execution = new core.WorkflowExecute(additionalData, mode).run({ workflow, startNode });
	options.onStart?.(execution as unknown as { cancel: () => void });
	return { ...resultOf(await execution, additionalData), staticData: storedAfter(workflow, options) };
}

/** What n8n then keeps for the workflow: what the execution has changed takes the place of everything. */
const storedAfter = ({ staticData }: Workflow, options: EngineOptions): IDataObject | undefined =>
	(staticData as { __dataChanged?: boolean }).__dataChanged
		? (JSON.parse(JSON.stringify(staticData)) as IDataObject)
		: options.staticData;

/** n8n wakes and retries executions without what it keeps for the workflow. */
const buildAnew = (options: EngineOptions) => build({ ...options, staticData: undefined });

/** Retries an execution that failed, from what n8n has stored of it; follows `retry` of n8n's execution service (2.41). */
export async function retry(options: EngineOptions, failed: EngineResult): Promise<EngineResult> {
	// n8n counts a retry as an execution of its own.
	const executionId = `${options.executionId ?? '1'} retried`;
	const { workflow, additionalData } = buildAnew({ ...options, executionId });
	const { data } = failed.run;
	const stored = JSON.parse(
		JSON.stringify({
			...data,
			resultData: { ...data.resultData, error: undefined },
		}),
	) as IRunExecutionData;
	const { runData, lastNodeExecuted = '' } = stored.resultData;
	if (runData[lastNodeExecuted]?.at(-1)?.error) runData[lastNodeExecuted].pop();
	const execution = new core.WorkflowExecute(additionalData, 'retry', stored);
	const run = await execution.processRunExecutionData(workflow);
	return { ...resultOf(run, additionalData), staticData: storedAfter(workflow, options) };
}

/** Wakes a sleeping execution from what n8n has stored of it, as n8n's wait tracker does. */
export async function wake(options: EngineOptions, asleep: EngineResult): Promise<EngineResult> {
	const { executionId } = asleep;
	const { workflow, additionalData, mode } = buildAnew({ ...options, executionId });
	additionalData.restartExecutionId = executionId;
	const stored = JSON.parse(JSON.stringify(asleep.run.data)) as IRunExecutionData;
	const execution = new core.WorkflowExecute(additionalData, mode, stored).processRunExecutionData(workflow);
	options.onStart?.(execution as unknown as { cancel: () => void });
	return { ...resultOf(await execution, additionalData), staticData: storedAfter(workflow, options) };
}

function resultOf(run: IRun, { executionId = '' }: IWorkflowExecuteAdditionalData): EngineResult {
	const outputs = (run.data.resultData.runData.Node?.[0]?.data?.main ?? []).map((output) => output ?? []);
	return {
		status: run.status,
		error: run.data.resultData.error as EngineResult['error'],
		items: outputs[0] ?? [],
		outputs,
		run,
		executionId,
	};
}

/** The plain JSON of items, for comparing. */
export const json = (items: INodeExecutionData[]): IDataObject[] => items.map((item) => item.json);
