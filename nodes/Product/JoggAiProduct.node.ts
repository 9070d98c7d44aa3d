import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { createFromDetails } from './operations/createFromDetails';
import { createFromUrl } from './operations/createFromUrl';
import { update } from './operations/update';

const operations = [createFromUrl, createFromDetails, update];

export class JoggAiProduct implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Product',
		name: 'joggAiProduct',
		icon: { light: 'file:../shared/icons/media.svg', dark: 'file:../shared/icons/media.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Give JoggAI a product to write scripts and make videos about',
		defaults: { name: 'JoggAI Product' },
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
