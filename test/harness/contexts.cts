import 'reflect-metadata';
import * as core from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
	IExecuteData,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import { JoggAiApi } from '../../credentials/JoggAiApi.credentials';
import { build, type EngineOptions } from './engine.cts';

/** Runs the node as a tool of an AI Agent: the engine hands it the agent's own execution data. */
export async function callAsTool(
	options: EngineOptions & { executeData?: IExecuteData },
): Promise<INodeExecutionData[]> {
	const { workflow, additionalData, mode } = build(options);
	const node = workflow.getNode('Node') as INode;
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		mode,
		createEmptyRunExecutionData(),
		0,
		[{ json: {} }],
		{ main: [[{ json: {} }]] },
		options.executeData ?? agentData(),
		[],
	);
	const outputs = await new core.RoutingNode(context as never, options.type).runNode();
	return outputs?.[0] ?? [];
}

/** What the engine keeps for an AI Agent that is calling its tools. */
export function agentData(): IExecuteData {
	const node: INode = {
		id: 'agent',
		name: 'AI Agent',
		type: 'agent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return { node, data: { main: [[{ json: {} }]] }, source: null };
}

interface TestVerdict {
	status: 'OK' | 'Error';
	message: string;
}

/** The button "Test" of a credential; follows `runRequestTest` in n8n's credentials-tester service (2.41). */
export async function testCredential(credentials: ICredentialDataDecryptedObject): Promise<TestVerdict> {
	const { request, rules = [] } = new JoggAiApi().test as ICredentialTestRequest;
	const type = {
		description: {
			displayName: 'No Operation',
			name: 'noOp',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'joggAiApi', required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } }],
		},
	} as unknown as INodeType;
	const { workflow, additionalData } = build({ type, credentials });
	const node = workflow.getNode('Node') as INode;
	const executeData: IExecuteData = { node, data: {} as never, source: null };
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
	let response: INodeExecutionData[][] | null | undefined;
	try {
		response = await new core.RoutingNode(context as never, type, {
			id: 'c',
			name: 'JoggAI',
			type: 'joggAiApi',
			data: credentials,
		}).runNode();
	} catch (error) {
		return { status: 'Error', message: messageOf(error as FailedTest) };
	}
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties as unknown as {
			key: string;
			value: unknown;
			message: string;
		};
		if (at(response?.[0]?.[0]?.json, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

const at = (data: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((level, key) => (level as IDataObject | undefined)?.[key], data);

interface FailedTest extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function messageOf({ cause, message }: FailedTest): string {
	if (cause?.response)
		return cause.response.statusText || `Received HTTP status code: ${cause.response.status}`;
	return cause?.code ?? message;
}
