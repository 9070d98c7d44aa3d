import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { getManyMusic } from './operations/getManyMusic';
import { getManyVisualStyles } from './operations/getManyVisualStyles';
import { upload } from './operations/upload';

const operations = [upload, getManyMusic, getManyVisualStyles];

export class JoggAiMedia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Media',
		name: 'joggAiMedia',
		icon: { light: 'file:../shared/icons/media.svg', dark: 'file:../shared/icons/media.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Upload images, videos and recordings to JoggAI, and list its music and visual styles',
		defaults: { name: 'JoggAI Media' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
