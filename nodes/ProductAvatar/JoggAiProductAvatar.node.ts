import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchGenerations } from '../shared/description/pickers/productAvatarGeneration';
import { searchVoices } from '../shared/description/pickers/voice';
import { createAvatar } from './operations/createAvatar';
import { generateImages } from './operations/generateImages';
import { getAvatar } from './operations/getAvatar';
import { getImages } from './operations/getImages';

const operations = [generateImages, getImages, createAvatar, getAvatar];

export class JoggAiProductAvatar implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Product Avatar',
		name: 'joggAiProductAvatar',
		icon: {
			light: 'file:../shared/icons/productAvatar.svg',
			dark: 'file:../shared/icons/productAvatar.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations),
		description:
			'Make images of a presenter with your product and turn one of them into an avatar for JoggAI videos',
		defaults: { name: 'JoggAI Product Avatar' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = {
		credentialTest: { testJoggAiApi },
		listSearch: { searchAvatars, searchGenerations, searchVoices },
	};
}
