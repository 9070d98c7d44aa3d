import { languageLabel } from './languages';

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
