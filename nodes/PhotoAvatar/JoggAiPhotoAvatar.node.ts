import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchVoices } from '../shared/description/pickers/voice';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { createAvatar } from './operations/createAvatar';
import { generatePhotos } from './operations/generatePhotos';
import { getAvatar } from './operations/getAvatar';
import { getPhotos } from './operations/getPhotos';

const operations = [generatePhotos, getPhotos, createAvatar, getAvatar];

export class JoggAiPhotoAvatar implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Photo Avatar',
		name: 'joggAiPhotoAvatar',
		icon: { light: 'file:../shared/icons/avatar.svg', dark: 'file:../shared/icons/avatar.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Make photos of a person and turn one of them into an avatar of your own for JoggAI videos',
		defaults: { name: 'JoggAI Photo Avatar' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchVoices } };
}
