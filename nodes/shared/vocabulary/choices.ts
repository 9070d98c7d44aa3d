import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Orders labels alphabetically. They are English, so comparing letters will do: `localeCompare` would load the rules of all
 * languages when n8n starts, an eighth of what loading all nodes takes.
 */
export function alphabetically(a: string, b: string): number {
	const [first, second] = [a.toLowerCase(), b.toLowerCase()];
	return first < second ? -1 : Number(first > second);
}

/** Orders menu entries by their label, as n8n's guidelines ask. */
export const byName = (a: { name: string }, b: { name: string }): number => alphabetically(a.name, b.name);

/** Options of a drop-down from `wire value → label`, sorted by label. */
export function choices(labels: Readonly<Record<string, string>>): INodePropertyOptions[] {
	return Object.entries(labels)
		.map(([value, name]) => ({ name, value }))
		.sort(byName);
}

/** "Middle Aged" for JoggAI's "middle_aged". */
export const titled = (words: string): string =>
	words.replace(/_/g, ' ').replace(/(^|[\s-])\p{Ll}/gu, (start) => start.toUpperCase());

/** Shapes of a video, as requests and filters spell them (spec). */
export const ASPECT_RATIOS = {
	landscape: 'Landscape (16:9)',
	portrait: 'Portrait (9:16)',
	square: 'Square (1:1)',
};

export type AspectRatio = keyof typeof ASPECT_RATIOS;

const RATIO_WORDS: AspectRatio[] = ['portrait', 'landscape', 'square'];

/** Word for the integer that replies use for an aspect ratio (0 portrait, 1 landscape, 2 square; spec). */
export function aspectRatioWord(value: unknown): AspectRatio | undefined {
	const word = RATIO_WORDS.find((one) => one === value);
	if (word) return word;
	return value === undefined || value === null || value === '' ? undefined : RATIO_WORDS[Number(value)];
}

/** Lengths of a generated text or product video in seconds; JoggAI wants them as text (spec). */
export const VIDEO_LENGTHS = { '15': '15 Seconds', '30': '30 Seconds', '60': '60 Seconds' };
