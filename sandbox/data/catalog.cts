import { ASPECT_RATIOS } from '../vocabulary.cts';

const MOODS = ['Bright', 'Calm', 'Driving', 'Dreamy', 'Funky', 'Gentle', 'Heroic', 'Playful'];
const PIECES = ['Morning', 'Avenue', 'Harbour', 'Kitchen', 'Orbit'];

export const MUSICS: readonly { id: number; name: string; duration: number }[] = PIECES.flatMap(
	(piece, row) =>
		MOODS.map((mood, column) => ({
			id: row * MOODS.length + column + 1,
			name: `${mood} ${piece}`,
			duration: 60 + ((row * 37 + column * 23) % 120),
		})),
);

const [portrait, landscape, square] = ASPECT_RATIOS;

/** Not every style exists in every ratio. */
export const VISUAL_STYLES: readonly { id: number; name: string; ratios: readonly string[] }[] = (
	[
		['Paper Cut', ASPECT_RATIOS],
		['Clean Studio', ASPECT_RATIOS],
		['Neon Street', [portrait, square]],
		['Story Cards', [portrait]],
		['Wide Showroom', [landscape]],
		['Kitchen Table', ASPECT_RATIOS],
		['Magazine', [portrait, square]],
		['Split Stage', [landscape, square]],
		['Night Market', [portrait]],
		['Blueprint', [landscape]],
		['Soft Pastel', ASPECT_RATIOS],
		['Retro Film', [landscape, portrait]],
	] as const
).map(([name, ratios], index) => ({ id: 301 + index, name, ratios }));

export const isVisualStyle = (name: string, ratio: string): boolean =>
	VISUAL_STYLES.some((style) => style.name === name && style.ratios.includes(ratio));
