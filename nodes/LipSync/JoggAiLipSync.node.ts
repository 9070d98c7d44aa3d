import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { create } from './operations/create';
import { get } from './operations/get';

const operations = [create, get];

export class JoggAiLipSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Lip Sync',
		name: 'joggAiLipSync',
		icon: { light: 'file:../shared/icons/lipSync.svg', dark: 'file:../shared/icons/lipSync.dark.svg' },
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Make the lips of a person in a video follow another recording',
		defaults: { name: 'JoggAI Lip Sync' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi } };
}
