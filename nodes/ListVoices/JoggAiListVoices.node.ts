import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { getMany } from './operations/getMany';

const operations = [getMany];

export class JoggAiListVoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI List Voices',
		name: 'joggAiListVoices',
		icon: { light: 'file:../shared/icons/voice.svg', dark: 'file:../shared/icons/voice.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'List the voices that a JoggAI avatar can speak with',
		defaults: { name: 'JoggAI List Voices' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
