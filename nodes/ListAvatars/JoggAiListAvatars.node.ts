import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { getMany } from './operations/getMany';

const operations = [getMany];

export class JoggAiListAvatars implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI List Avatars',
		name: 'joggAiListAvatars',
		icon: { light: 'file:../shared/icons/avatar.svg', dark: 'file:../shared/icons/avatar.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'List the JoggAI avatars that can speak in a video',
		defaults: { name: 'JoggAI List Avatars' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
