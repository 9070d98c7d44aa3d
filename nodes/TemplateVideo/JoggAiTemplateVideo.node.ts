import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchTemplateVideos } from '../shared/description/pickers/jobs';
import { searchMusic } from '../shared/description/pickers/music';
import { searchOwnTemplates, searchTemplates } from '../shared/description/pickers/template';
import { searchVoices } from '../shared/description/pickers/voice';
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
		icon: {
			light: 'file:../shared/icons/templateVideo.svg',
			dark: 'file:../shared/icons/templateVideo.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations, resources),
		description: 'Make videos from a JoggAI template by filling in its texts, scripts, images and videos',
		defaults: { name: 'JoggAI Template Video' },
		usableAsTool: true,
		...actionNode(operations, resources),
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
