import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchAvatars } from '../shared/description/pickers/avatar';
import { searchGenerations } from '../shared/description/pickers/productAvatarGeneration';
import { searchVoices } from '../shared/description/pickers/voice';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { createAvatar } from './operations/createAvatar';
import { generateImages } from './operations/generateImages';
import { getAvatar } from './operations/getAvatar';
import { getImages } from './operations/getImages';

const operations = [generateImages, getImages, createAvatar, getAvatar];

export class JoggAiProductAvatar implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Product Avatar',
		name: 'joggAiProductAvatar',
		icon: { light: 'file:../shared/icons/avatar.svg', dark: 'file:../shared/icons/avatar.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description:
			'Make images of a presenter with your product and turn one of them into an avatar for JoggAI videos',
		defaults: { name: 'JoggAI Product Avatar' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = {
		credentialTest: { testJoggAiApi },
		listSearch: { searchAvatars, searchGenerations, searchVoices },
	};
}
