import { lists, plainListFields } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { TRANSLATION_LANGUAGE_LIST, translationLanguageOf } from '../../shared/vocabulary/languages';

export const getManyLanguages: Operation = {
	name: 'Get Many Languages',
	value: 'getManyLanguages',
	action: 'Get many translation languages',
	description: 'Retrieve the languages that JoggAI can translate a video into',
	returns: 'language, name',
	execute: lists(() => ({
		...TRANSLATION_LANGUAGE_LIST,
		simplify: (entry) => ({ ...translationLanguageOf(entry) }),
	})),
	// JoggAI's raw list holds bare words, which cannot be items.
	fields: plainListFields,
};
