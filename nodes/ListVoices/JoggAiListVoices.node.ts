import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { getMany } from './operations/getMany';

const operations = [getMany];

export class JoggAiListVoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI List Voices',
		name: 'joggAiListVoices',
		icon: { light: 'file:../shared/icons/voice.svg', dark: 'file:../shared/icons/voice.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'List the voices that a JoggAI avatar can speak with',
		defaults: { name: 'JoggAI List Voices' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
