import { listAt, textAt, type JsonObject } from './json.cts';

/** Price of one job in credits, from what was asked for and the length of the result. */
export type Price = (input: JsonObject, seconds: number) => number;

/** Prices have at most two decimals; binary fractions must not leak into balances. */
export const roundCredits = (credits: number): number => Math.round(credits * 10_000) / 10_000;

const perStarted =
	(unitSeconds: number, credits: number): Price =>
	(_input, seconds) =>
		Math.max(1, Math.ceil(seconds / unitSeconds)) * credits;

const MOTION_BY_MODEL: Record<string, number> = { '1.0': 2, '2.0': 2, '2.0-Pro': 3, '3.0': 2 };

export const PRICES = {
	video: perStarted(120, 1),
	preview: perStarted(120, 0.5),
	translation: perStarted(20, 0.5),
	lipSync: (_input, seconds) => Math.ceil(roundCredits(seconds * 0.008 * 100)) / 100,
	script: () => 0.2,
	photos: () => 0.2,
	photoMotion: (input) => MOTION_BY_MODEL[textAt(input, 'model') ?? ''] ?? 2,
	// JoggAI publishes no price for product avatars; these are the prices of the photo counterparts.
	productImages: (input) => Number(input.num_images) * 0.05,
	productMotion: () => 2,
} satisfies Record<string, Price>;

const CHARACTERS_PER_SECOND = 15;

/** How long it takes to say a text. */
export const spokenSeconds = (script: string): number =>
	Math.max(3, Math.ceil(script.length / CHARACTERS_PER_SECOND));

/** All narration of a template video, as one text. */
export const narrationOf = (input: JsonObject): string =>
	listAt(input, 'variables')
		.filter((variable) => textAt(variable, 'type') === 'script')
		.map((variable) => textAt(variable, 'properties.content') ?? '')
		.join(' ');
