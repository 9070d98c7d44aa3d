import { asId, asNumber, asText } from './values';

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

interface MusicEntry {
	id?: unknown;
	name?: unknown;
	duration?: unknown;
	music_url?: unknown;
}

/** A piece of background music in the shape that users see. */
export function musicOf(entry: object) {
	const { id, name, duration, music_url } = entry as MusicEntry;
	return {
		musicId: asId(id),
		name: asText(name) ?? '',
		durationSeconds: asNumber(duration) || undefined,
		musicUrl: asText(music_url),
	};
}

interface VisualStyleEntry {
	id?: number;
	name?: string;
	/** Only in the first revision of the API. */
	preview_url?: string;
}

/** A visual style in the shape that users see; requests want its name, not its ID (spec). */
export function visualStyleOf(entry: object) {
	const { id, name, preview_url } = entry as VisualStyleEntry;
	return { name: name ?? '', visualStyleId: id, previewUrl: preview_url || undefined };
}
