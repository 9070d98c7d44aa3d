import { asId, asNumber, asObject, asText } from './values';

interface CatalogList {
	url: string;
	keys: string[];
	paged: 'total' | 'whole';
}

/** Background music (spec; an early revision and JoggAI's samples call the key "musics"). */
export const MUSIC_LIST: CatalogList = { url: '/v2/musics', keys: ['music', 'musics'], paged: 'total' };
/** The looks that a product video can have; which ones, depends on its aspect ratio (spec). */
export const VISUAL_STYLE_LIST: CatalogList = {
	url: '/v2/visual_styles',
	keys: ['visual_styles'],
	paged: 'whole',
};

/** A piece of background music in the shape that users see. */
export function musicOf(entry: object) {
	const { id, name, duration, music_url } = asObject(entry);
	return {
		musicId: asId(id),
		name: asText(name) ?? '',
		durationSeconds: asNumber(duration) || undefined,
		musicUrl: asText(music_url),
	};
}

/**
 * A visual style in the shape that users see; requests want its name, not its ID (spec). Only the first revision of the
 * API has a preview.
 */
export function visualStyleOf(entry: object) {
	const { id, name, preview_url } = asObject(entry);
	return { name: asText(name) ?? '', visualStyleId: asId(id), previewUrl: asText(preview_url) };
}
