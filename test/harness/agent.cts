import 'reflect-metadata';
import * as core from 'n8n-core';
import type {
	EngineRequest,
	EngineResponse,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { deepCopy, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { build } from './engine.cts';

/** A node of ours below the agent, its fields filled in by the user or left to the model with $fromAI. */
interface Tool {
	type: INodeType;
	parameters: INodeParameters;
	/** Settings of the node beside its parameters. */
	node?: Partial<INode>;
}

/** What the model decides to call. */
interface Call {
	tool: string;
	arguments: Record<string, unknown>;
}

/** How n8n's AI Agent calls a tool: by itself inside its own step (older), or by asking the engine to run the node. */
export type CallPath = 'inside the agent' | 'through the engine';

interface AgentOptions {
	tools: Record<string, Tool>;
	/** Calls of one turn are made at the same time. */
	turns: Call[][];
	path: CallPath;
	credentials: ICredentialDataDecryptedObject;
}

interface Conversation {
	/** What the model is told about each tool. */
	offered: Record<string, { description: string; arguments: string[] }>;
	/** What the model gets to read after each call. */
	answers: string[];
}

interface LangchainTool {
	name: string;
	description: string;
	schema: { shape: Record<string, unknown> };
	metadata: { sourceNodeName: string };
	invoke: (input: Record<string, unknown>) => Promise<string>;
}

/** Follows `convertNodeToAiTool` and `getByNameAndVersion` of n8n (2.41), which are not part of n8n-core. */
function asTool(type: INodeType): INodeType {
	const tool = Object.create(type) as INodeType;
	const description = deepCopy(type.description);
	delete description.usableAsTool;
	Object.assign(description, {
		name: `${description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	});
	// n8n adds fields for the description only where the node has none.
	expect(description.properties.map(({ name }) => name)).toContain('toolDescription');
	tool.description = description;
	tool.execute = async function (this: IExecuteFunctions) {
		return await new core.RoutingNode(this as never, tool).runNode();
	} as INodeType['execute'];
	return tool;
}

/** An agent whose model follows a script. Everything between it and the tools is n8n-core's own. */
function agentType({ turns, path }: AgentOptions, conversation: Conversation): INodeType {
	const description = {
		displayName: 'AI Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main', { type: 'ai_tool' }],
		outputs: ['main'],
		properties: [],
	} as unknown as INodeType['description'];
	async function inside(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const tools = (await this.getInputConnectionData('ai_tool', 0)) as LangchainTool[];
		for (const { metadata, description: text, schema } of tools) {
			conversation.offered[metadata.sourceNodeName] = {
				description: text,
				arguments: Object.keys(schema.shape),
			};
		}
		for (const calls of turns) {
			const answers = calls.map(async (call) => {
				const tool = tools.find(({ metadata }) => metadata.sourceNodeName === call.tool) as LangchainTool;
				return await tool.invoke(call.arguments).catch((error: Error) => error.message);
			});
			conversation.answers.push(...(await Promise.all(answers)));
		}
		return [[{ json: {} }]];
	}
	let turn = 0;
	async function throughEngine(
		this: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		for (const { data } of response?.actionResponses ?? []) {
			const items = data.data?.ai_tool?.[0] ?? data.data?.main?.[0];
			conversation.answers.push(
				data.error
					? `${data.error.message} ${data.error.description}`
					: JSON.stringify(items?.map(({ json }) => json)),
			);
		}
		const calls = turns[turn++];
		if (!calls) return [[{ json: {} }]];
		return {
			actions: calls.map(({ tool, arguments: input }, index) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: tool,
				input: input as never,
				type: 'ai_tool' as const,
				id: `call-${turn}-${index}`,
				metadata: { itemIndex: 0 },
			})),
			metadata: {},
		};
	}
	return {
		description,
		execute: (path === 'inside the agent' ? inside : throughEngine) as INodeType['execute'],
	};
}

/** Lets the agent make its calls in the real engine and returns what its model would read. */
export async function converse(options: AgentOptions): Promise<Conversation> {
	const conversation: Conversation = { offered: {}, answers: [] };
	const [anyTool] = Object.values(options.tools);
	const { additionalData } = build({ type: anyTool.type, credentials: options.credentials });
	const start = {
		description: { ...agentType(options, conversation).description, name: 'start', inputs: [] },
		execute: async () => [[{ json: { chatInput: 'Hello' } }]],
	};
	const types: Record<string, INodeType> = {
		start: start as unknown as INodeType,
		agent: agentType(options, conversation),
	};
	for (const [name, { type }] of Object.entries(options.tools)) types[`${name}Tool`] = asTool(type);
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
	const at = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const credentials = { joggAiApi: { id: 'c', name: 'JoggAI' } };
	const toolNodes = Object.entries(options.tools).map(
		([name, { parameters, node }]): INode => ({
			...at,
			id: name,
			name,
			type: `${name}Tool`,
			parameters,
			credentials,
			...node,
		}),
	);
	const nodes: INode[] = [
		{ ...at, id: 's', name: 'Start', type: 'start' },
		{ ...at, id: 'a', name: 'AI Agent', type: 'agent' },
		...toolNodes,
	];
	const toAgent = (type: 'main' | 'ai_tool') => ({ [type]: [[{ node: 'AI Agent', type, index: 0 }]] });
	const connections = {
		Start: toAgent('main'),
		...Object.fromEntries(toolNodes.map(({ name }) => [name, toAgent('ai_tool')])),
	};
	const workflow = new Workflow({
		id: 'w',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const startNode = workflow.getNode('Start') as INode;
	const run = await new core.WorkflowExecute(additionalData, 'trigger').run({ workflow, startNode });
	const { error } = run.data.resultData;
	if (error) conversation.answers.push(`the run ended: ${error.message} ${error.description}`);
	return conversation;
}
