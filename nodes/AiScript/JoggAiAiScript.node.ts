import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { generate } from './operations/generate';
import { get } from './operations/get';

const operations = [generate, get];

export class JoggAiAiScript implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI AI Script',
		name: 'joggAiAiScript',
		icon: { light: 'file:../shared/icons/script.svg', dark: 'file:../shared/icons/script.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Write marketing scripts for a product, ready to be spoken by a JoggAI avatar',
		defaults: { name: 'JoggAI AI Script' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
