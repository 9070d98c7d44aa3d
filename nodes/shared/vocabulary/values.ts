import type { IDataObject } from 'n8n-workflow';

/** JoggAI's values as they should be, whatever it sends: a text or number, or nothing. */
const asScalar = (value: unknown): string | number | undefined =>
	typeof value === 'string' || typeof value === 'number' ? value : undefined;

/** A number, also where it came as a text; nothing for anything else. */
export function asNumber(value: unknown): number | undefined {
	const scalar = asScalar(value);
	const number = scalar === undefined || scalar === '' ? NaN : Number(scalar);
	return Number.isFinite(number) ? number : undefined;
}

/** A text that is more than blanks, trimmed; numbers count as texts. */
export const asText = (value: unknown): string | undefined => asScalar(value)?.toString().trim() || undefined;

/**
 * An ID in the type that JoggAI wants it back in: a number where it is one (avatars, templates, music), else a text, as
 * are numbers too big for JavaScript.
 */
export function asId(value: unknown): number | string | undefined {
	const text = asText(value);
	const number = Number(text);
	return text !== undefined && Number.isSafeInteger(number) ? number : text;
}

/** The values under the dotted paths that are there and not empty. */
export const valuesAt = (data: IDataObject, paths: string[]): unknown[] =>
	paths
		.map((path) =>
			path.split('.').reduce<unknown>((level, key) => (level as IDataObject | null | undefined)?.[key], data),
		)
		.filter((value) => value !== undefined && value !== null && value !== '');

/** The first ID under one of the paths, as a text; JoggAI writes 0 where it has none. */
export const idAt = (data: IDataObject, paths: string[]): string | undefined =>
	valuesAt(data, paths)
		.map(asText)
		.find((id) => id !== undefined && id !== '0');

/** The entries of a list that hold something; null instead of a list means an empty one. */
export const entriesOf = (list: unknown): IDataObject[] =>
	Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : [];

/** The texts of a list that are more than blanks. */
export const textsOf = (list: unknown): string[] =>
	Array.isArray(list) ? list.flatMap((entry) => (typeof entry === 'string' && asText(entry)) || []) : [];

/** ISO 8601 of a time that JoggAI tells in seconds since 1970; a thousand times as much are milliseconds. */
export function isoTime(value: unknown): string | undefined {
	const number = asNumber(value);
	// JoggAI says 0 where a time is not known yet.
	if (number === 0) return undefined;
	const date = new Date(
		number === undefined ? (asText(value) ?? NaN) : number > 1e11 ? number : number * 1000,
	);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** JSON in which whole numbers that JavaScript would round off are texts, as IDs must be. Throws for what is no JSON. */
export const parsedJson = (json: string): unknown =>
	JSON.parse(withBigNumbersAsTexts(json.replace(/^\ufeff/, ''))) as unknown;

function withBigNumbersAsTexts(json: string): string {
	let isText = false;
	return json.replace(/\\.|"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi, (token) => {
		if (token === '"') isText = !isText;
		const isBig = /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
		return isBig && !isText ? `"${token}"` : token;
	});
}

/** What JoggAI answers with data, as an object; anything else (no data, a list, a text) as an empty one. */
export function asObject(data: unknown): IDataObject {
	return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as IDataObject) : {};
}
