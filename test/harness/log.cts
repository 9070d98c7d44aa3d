import 'reflect-metadata';
import * as core from 'n8n-core';
import type { INode, INodeType, Logger } from 'n8n-workflow';
import { build } from './engine.cts';

/** Collects what the nodes write into n8n's log, until `restore`. */
export function watchLog(level: 'info' | 'warn'): { messages: string[]; restore: () => void } {
	const messages: string[] = [];
	const spy = jest.spyOn(logger(), level).mockImplementation((message) => void messages.push(message));
	return { messages, restore: () => spy.mockRestore() };
}

/** n8n-core brings its own copy of the logger, so any of its contexts has to be asked for it. */
function logger(): Logger {
	const type = {
		description: { version: 1, properties: [], inputs: ['main'], outputs: ['main'] },
	} as unknown as INodeType;
	const { workflow, additionalData } = build({ type, credentials: {} });
	return new core.LoadOptionsContext(workflow, workflow.getNode('Node') as INode, additionalData, '').logger;
}
