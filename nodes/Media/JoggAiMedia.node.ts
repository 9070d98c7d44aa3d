import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { getManyMusic } from './operations/getManyMusic';
import { getManyVisualStyles } from './operations/getManyVisualStyles';
import { upload } from './operations/upload';

const operations = [upload, getManyMusic, getManyVisualStyles];

export class JoggAiMedia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Media',
		name: 'joggAiMedia',
		icon: { light: 'file:../shared/icons/media.svg', dark: 'file:../shared/icons/media.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Upload images, videos and recordings to JoggAI, and list its music and visual styles',
		defaults: { name: 'JoggAI Media' },
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
