import type { Operation } from '../../shared/corridor/plan';
import { listFields } from '../../shared/description/listFields';
import { TRANSLATION_LANGUAGE_LIST, translationLanguageOf } from '../../shared/vocabulary/translations';

export const getManyLanguages: Operation = {
	name: 'Get Many Languages',
	value: 'getManyLanguages',
	action: 'Get many translation languages',
	description: 'Retrieve the languages that JoggAI can translate a video into',
	plan: {
		does: 'list',
		list: () => ({
			...TRANSLATION_LANGUAGE_LIST,
			simplify: (entry) => ({ ...translationLanguageOf(entry) }),
		}),
	},
	// JoggAI's raw list holds bare words, which cannot be items.
	fields: listFields.filter(({ name }) => name !== 'simplify'),
};
