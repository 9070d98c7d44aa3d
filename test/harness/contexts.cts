import 'reflect-metadata';
import * as core from 'n8n-core';
import type { ICredentialDataDecryptedObject, IExecuteData, INode, INodeExecutionData } from 'n8n-workflow';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import { JoggAiAccount } from '../../nodes/Account/JoggAiAccount.node';
import { testJoggAiApi } from '../../nodes/shared/api/credentialTest';
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

/** The button "Test" of a credential: n8n calls the function that the nodes name. */
export async function testCredential(data: ICredentialDataDecryptedObject): Promise<TestVerdict> {
	const { additionalData } = build({ type: new JoggAiAccount(), credentials: data });
	const context = new core.CredentialTestContext(additionalData);
	const credential = { id: 'c', name: 'JoggAI', type: 'joggAiApi', data };
	return await testJoggAiApi.call(context as never, credential);
}
