/** JoggAI's background music. */
export const MUSIC_LIST = {
	url: '/v2/musics',
	keys: ['music', 'musics', 'avatars'],
	paged: 'total' as const,
};

/** JoggAI's looks for product videos. */
export const VISUAL_STYLE_LIST = {
	url: '/v2/visual_styles',
	keys: ['visual_styles'],
	paged: 'whole' as const,
};

/** A piece of music in the shape that users see. */
export interface Music {
	musicId: number;
	name: string;
	durationSeconds?: number;
	sampleUrl?: string;
}

export function musicOf(entry: object): Music {
	const { id, name, duration, music_url } = entry as {
		id?: number;
		name?: string;
		duration?: number;
		music_url?: string;
	};
	return {
		musicId: Number(id),
		name: name ?? '',
		durationSeconds: duration,
		sampleUrl: music_url || undefined,
	};
}

/** A visual style in the shape that users see; requests take its name (spec). */
export interface VisualStyle {
	visualStyle: string;
	visualStyleId: number;
	previewUrl?: string;
}

export function visualStyleOf(entry: object): VisualStyle {
	const { id, name, preview_url } = entry as { id?: number; name?: string; preview_url?: string };
	return { visualStyle: name ?? '', visualStyleId: Number(id), previewUrl: preview_url || undefined };
}
