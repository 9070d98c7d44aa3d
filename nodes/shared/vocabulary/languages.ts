import { titled } from './choices';

/**
 * The 54 languages of scripts, voices and templates: wire value → name in English.
 * Enumerated by the spec for AI scripts; JoggAI's v1 pages list the same 54 for voices.
 */
export const LANGUAGES = {
	amharic: 'Amharic',
	arabic: 'Arabic',
	assamese: 'Assamese',
	bengali: 'Bengali',
	bulgarian: 'Bulgarian',
	cantonese: 'Cantonese',
	chinese: 'Chinese (Simplified)',
	'traditional-chinese': 'Chinese (Traditional)',
	croatian: 'Croatian',
	czech: 'Czech',
	danish: 'Danish',
	dutch: 'Dutch',
	english: 'English',
	filipino: 'Filipino',
	finnish: 'Finnish',
	flemish: 'Flemish',
	french: 'French',
	german: 'German',
	greek: 'Greek',
	hebrew: 'Hebrew',
	hindi: 'Hindi',
	hungarian: 'Hungarian',
	indonesian: 'Indonesian',
	italian: 'Italian',
	japanese: 'Japanese',
	kannada: 'Kannada',
	korean: 'Korean',
	latvian: 'Latvian',
	lithuanian: 'Lithuanian',
	malay: 'Malay',
	malayalam: 'Malayalam',
	mongolian: 'Mongolian',
	norwegian: 'Norwegian',
	odia: 'Odia',
	persian: 'Persian',
	polish: 'Polish',
	portuguese: 'Portuguese',
	romanian: 'Romanian',
	russian: 'Russian',
	serbian: 'Serbian',
	slovak: 'Slovak',
	slovenian: 'Slovenian',
	spanish: 'Spanish',
	swahili: 'Swahili',
	swedish: 'Swedish',
	tagalog: 'Tagalog',
	tamil: 'Tamil',
	telugu: 'Telugu',
	thai: 'Thai',
	turkish: 'Turkish',
	ukrainian: 'Ukrainian',
	urdu: 'Urdu',
	vietnamese: 'Vietnamese',
	zulu: 'Zulu',
};

/** The language in words, also one that JoggAI may add. */
export const languageLabel = (language: string | undefined): string | undefined =>
	language && ((LANGUAGES as Readonly<Record<string, string>>)[language] ?? titled(language));

export const TRANSLATION_LANGUAGE_LIST = {
	url: '/v2/video_translate/target_languages',
	keys: ['languages'],
	paged: 'whole' as const,
};

/**
 * A language that videos can be translated into, from an entry of the list: a bare name (spec), or name and code (first
 * revision). Requests take its `language`, in lower case (spec).
 */
export function translationLanguageOf(entry: unknown) {
	const { name, code } =
		typeof entry === 'object' && entry !== null
			? (entry as { name?: unknown; code?: unknown })
			: { name: entry };
	const language = String(name ?? '')
		.trim()
		.toLowerCase();
	return {
		language,
		name: languageLabel(language) ?? '',
		code: typeof code === 'string' && code !== '' ? code : undefined,
	};
}
