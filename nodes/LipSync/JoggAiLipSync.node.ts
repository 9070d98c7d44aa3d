import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { create } from './operations/create';
import { get } from './operations/get';

const operations = [create, get];

export class JoggAiLipSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Lip Sync',
		name: 'joggAiLipSync',
		icon: { light: 'file:../shared/icons/video.svg', dark: 'file:../shared/icons/video.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Make the lips of a person in a video follow another recording',
		defaults: { name: 'JoggAI Lip Sync' },
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
