import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import {
	searchFinishedPreviews,
	searchPreviews,
	searchProductVideos,
} from '../shared/description/pickers/jobs';
import { searchMusic } from '../shared/description/pickers/music';
import { getVisualStyles, searchVisualStyles } from '../shared/description/pickers/visualStyle';
import { searchVoices } from '../shared/description/pickers/voice';
import { create } from './operations/create';
import { createPreviews } from './operations/createPreviews';
import { get } from './operations/get';
import { getMany } from './operations/getMany';
import { getManyPreviews } from './operations/getManyPreviews';
import { getPreview } from './operations/getPreview';
import { renderPreview } from './operations/renderPreview';

const resources = [
	{ name: 'Video', value: 'video' },
	{ name: 'Preview', value: 'preview' },
];
const operations = [create, get, getMany, createPreviews, getPreview, getManyPreviews, renderPreview];

export class JoggAiProductVideo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Product Video',
		name: 'joggAiProductVideo',
		icon: {
			light: 'file:../shared/icons/productVideo.svg',
			dark: 'file:../shared/icons/productVideo.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations, resources),
		description:
			'Turn a product into a marketing video, and compare visual styles before you pay the full price',
		defaults: { name: 'JoggAI Product Video' },
		usableAsTool: true,
		...actionNode(operations, resources),
	};

	methods = {
		credentialTest: { testJoggAiApi },
		listSearch: {
			searchAvatars,
			searchFinishedPreviews,
			searchMusic,
			searchPreviews,
			searchProductVideos,
			searchVisualStyles,
			searchVoices,
		},
		loadOptions: { getVisualStyles },
	};
}
