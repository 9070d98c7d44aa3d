import type { ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { TRANSLATION_LANGUAGE_LIST, translationLanguageOf } from '../../vocabulary/languages';
import { pickerField, searchIn } from './picker';

/** JoggAI's own list, which differs from the languages of scripts and voices. */
const languageLists: ListsOf = () => [
	{
		...TRANSLATION_LANGUAGE_LIST,
		toItem: (entry) => {
			const { language, name, code } = translationLanguageOf(entry);
			return { name, details: [code], value: language };
		},
	},
];

export const searchTranslationLanguages = searchIn(languageLists);

/** The language of a translation. The voice picker follows it by its name. */
export const translationLanguage: Field = {
	...pickerField({
		displayName: 'Target Language',
		name: 'outputLanguage',
		searchListMethod: 'searchTranslationLanguages',
		lists: languageLists,
		placeholder: 'e.g. spanish',
		description:
			'The language to translate into; by ID, give its English name as Get Many Languages returns it',
		routing: {
			send: {
				type: 'body',
				property: 'output_language',
				value: '={{ String($value).trim().toLowerCase() }}',
			},
		},
	}),
};
