import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { generate } from './operations/generate';
import { get } from './operations/get';

const operations = [generate, get];

export class JoggAiAiScript implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI AI Script',
		name: 'joggAiAiScript',
		icon: { light: 'file:../shared/icons/script.svg', dark: 'file:../shared/icons/script.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Write marketing scripts for a product, ready to be spoken by a JoggAI avatar',
		defaults: { name: 'JoggAI AI Script' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
