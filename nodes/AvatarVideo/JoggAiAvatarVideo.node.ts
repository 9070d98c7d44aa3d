import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchVoices } from '../shared/description/pickers/voice';
import { create } from './operations/create';
import { get } from './operations/get';
import { getLegacyProject } from './operations/getLegacyProject';

const operations = [create, get, getLegacyProject];

export class JoggAiAvatarVideo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Avatar Video',
		name: 'joggAiAvatarVideo',
		icon: {
			light: 'file:../shared/icons/avatarVideo.svg',
			dark: 'file:../shared/icons/avatarVideo.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Turn a script or a recording into a video spoken by a JoggAI avatar',
		defaults: { name: 'JoggAI Avatar Video' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchAvatars, searchVoices } };
}
