import { LANGUAGES } from './languages';

export const TRANSLATION_LANGUAGE_LIST = {
	url: '/v2/video_translate/target_languages',
	keys: ['languages'],
	paged: 'whole' as const,
};

/** A language that videos can be translated into, in the shape that users see. */
interface TranslationLanguage {
	/** What a translation request takes. */
	language: string;
	name: string;
	code?: string;
}

/** Reads an entry of the list: a bare name (spec), or name and code (first revision). Requests take lower case (spec). */
export function translationLanguageOf(entry: unknown): TranslationLanguage {
	const { name, code } =
		typeof entry === 'object' && entry !== null
			? (entry as { name?: unknown; code?: unknown })
			: { name: entry };
	const language = String(name ?? '')
		.trim()
		.toLowerCase();
	return {
		language,
		name: (LANGUAGES as Readonly<Record<string, string>>)[language] ?? titled(language),
		code: typeof code === 'string' && code !== '' ? code : undefined,
	};
}

const titled = (words: string): string => words.replace(/(^|[\s-])\p{Ll}/gu, (start) => start.toUpperCase());
