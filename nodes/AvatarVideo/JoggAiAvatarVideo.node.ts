import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchVoices } from '../shared/description/pickers/voice';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { create } from './operations/create';
import { get } from './operations/get';
import { getLegacyProject } from './operations/getLegacyProject';

const operations = [create, get, getLegacyProject];

export class JoggAiAvatarVideo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Avatar Video',
		name: 'joggAiAvatarVideo',
		icon: { light: 'file:../shared/icons/video.svg', dark: 'file:../shared/icons/video.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Turn a script or a recording into a video spoken by a JoggAI avatar',
		defaults: { name: 'JoggAI Avatar Video' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchAvatars, searchVoices } };
}
