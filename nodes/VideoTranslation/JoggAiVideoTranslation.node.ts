import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { testJoggAiApi } from '../shared/api/credentialTest';
import { actionNode } from '../shared/description/actionNode';
import { subtitleFor } from '../shared/description/nodeFields';
import { searchTranslationLanguages } from '../shared/description/pickers/translationLanguage';
import { searchVoices } from '../shared/description/pickers/voice';
import { create } from './operations/create';
import { get } from './operations/get';
import { getManyLanguages } from './operations/getManyLanguages';

const operations = [create, get, getManyLanguages];

export class JoggAiVideoTranslation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JoggAI Video Translation',
		name: 'joggAiVideoTranslation',
		icon: {
			light: 'file:../shared/icons/videoTranslation.svg',
			dark: 'file:../shared/icons/videoTranslation.dark.svg',
		},
		version: 1,
		subtitle: subtitleFor(operations),
		description: 'Translate the speech of a video into another language, with lips that follow and subtitles',
		defaults: { name: 'JoggAI Video Translation' },
		usableAsTool: true,
		...actionNode(operations),
	};

	methods = { credentialTest: { testJoggAiApi }, listSearch: { searchTranslationLanguages, searchVoices } };
}
