import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchVoices } from '../shared/description/pickers/voice';
import { createAvatar } from './operations/createAvatar';
import { generatePhotos } from './operations/generatePhotos';
import { getAvatar } from './operations/getAvatar';
import { getPhotos } from './operations/getPhotos';

const operations = [generatePhotos, getPhotos, createAvatar, getAvatar];

export class JoggAiPhotoAvatar implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Photo Avatar',
		name: 'joggAiPhotoAvatar',
		icon: {
			light: 'file:../shared/icons/photoAvatar.svg',
			dark: 'file:../shared/icons/photoAvatar.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Make photos of a person and turn one of them into an avatar of your own for JoggAI videos',
		defaults: { name: 'JoggAI Photo Avatar' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchVoices } };
}
