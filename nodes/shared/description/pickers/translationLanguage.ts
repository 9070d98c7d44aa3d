import type { Field } from '../../platform/field';
import { TRANSLATION_LANGUAGE_LIST, translationLanguageOf } from '../../vocabulary/languages';
import { pickerField, searchIn, withDetails } from './picker';

/** Search behind the language picker: JoggAI's own list, which differs from the languages of scripts and voices. */
export const searchTranslationLanguages = searchIn(() => [
	{
		...TRANSLATION_LANGUAGE_LIST,
		toItem: (entry) => {
			const { language, name, code } = translationLanguageOf(entry);
			return language ? { name: withDetails(name, code), value: language } : undefined;
		},
	},
]);

/** The language of a translation. The voice picker follows it by its name. */
export const translationLanguage: Field = {
	...pickerField({
		displayName: 'Target Language',
		name: 'outputLanguage',
		searchListMethod: 'searchTranslationLanguages',
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
