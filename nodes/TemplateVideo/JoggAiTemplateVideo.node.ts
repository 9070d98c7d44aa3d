import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchTemplateVideos } from '../shared/description/pickers/jobs';
import { searchMusic } from '../shared/description/pickers/music';
import { searchOwnTemplates, searchTemplates } from '../shared/description/pickers/template';
import { searchVoices } from '../shared/description/pickers/voice';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { getTemplateVariables } from './getTemplateVariables';
import { create } from './operations/create';
import { get } from './operations/get';
import { getMany } from './operations/getMany';
import { getManyTemplates } from './operations/getManyTemplates';
import { getTemplate } from './operations/getTemplate';
import { getVariables } from './operations/getVariables';

const resources = [
	{ name: 'Video', value: 'video' },
	{ name: 'Template', value: 'template' },
];
const operations = [create, get, getMany, getTemplate, getManyTemplates, getVariables];

export class JoggAiTemplateVideo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Template Video',
		name: 'joggAiTemplateVideo',
		icon: { light: 'file:../shared/icons/video.svg', dark: 'file:../shared/icons/video.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations, resources),
		description: 'Make videos from a JoggAI template by filling in its texts, scripts, images and videos',
		defaults: { name: 'JoggAI Template Video' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations, resources),
	};

	methods = {
		credentialTest: { testJoggAiApi },
		listSearch: {
			searchAvatars,
			searchMusic,
			searchOwnTemplates,
			searchTemplates,
			searchTemplateVideos,
			searchVoices,
		},
		resourceMapping: { getTemplateVariables },
	};
}
