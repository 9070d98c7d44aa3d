import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { builderHintFor, hintsFor } from '../shared/description/words';
import { nodeFields, subtitleFor } from '../shared/description/nodeFields';
import { searchTranslationLanguages } from '../shared/description/pickers/translationLanguage';
import { searchVoices } from '../shared/description/pickers/voice';
import { throughPipeline } from '../shared/pipeline/pipeline';
import { create } from './operations/create';
import { get } from './operations/get';
import { getManyLanguages } from './operations/getManyLanguages';

const operations = [create, get, getManyLanguages];

export class JoggAiVideoTranslation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Video Translation',
		name: 'joggAiVideoTranslation',
		icon: { light: 'file:../shared/icons/video.svg', dark: 'file:../shared/icons/video.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Translate the speech of a video into another language, with lips that follow and subtitles',
		defaults: { name: 'JoggAI Video Translation' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' }],
		builderHint: builderHintFor(operations),
		hints: hintsFor(operations),
		...throughPipeline(operations),
		properties: nodeFields(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchTranslationLanguages, searchVoices } };
}
