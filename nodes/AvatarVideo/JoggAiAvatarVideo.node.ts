import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { throughCorridor } from '../shared/corridor/corridor';
import { nodeFields } from '../shared/description/operation';
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
		icon: { light: 'file:../shared/joggai.svg', dark: 'file:../shared/joggai.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Turn a script or a recording into a video spoken by a JoggAI avatar',
		defaults: { name: 'JoggAI Avatar Video' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true }],
		...throughCorridor(operations),
		properties: nodeFields(operations),
	};

	methods = { listSearch: { searchAvatars, searchVoices } };
}
