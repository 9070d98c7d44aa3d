/** A handful of words to write JSON schemas that read like the API reference. */
export interface Schema {
	type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
	format?: 'uri';
	enum?: readonly (string | number)[];
	const?: string | number | boolean;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	pattern?: string;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: readonly string[];
	additionalProperties?: boolean;
	anyOf?: Schema[];
	allOf?: Schema[];
	if?: Schema;
	then?: Schema;
}

type Properties = Record<string, Schema>;

/** Blank texts are refused everywhere: how JoggAI treats them is not documented, so nobody should send one. */
export const text: Schema = { type: 'string', minLength: 1, pattern: '\\S' };
export const url: Schema = { type: 'string', format: 'uri' };
export const boolean: Schema = { type: 'boolean' };

export const integer = (minimum?: number, maximum?: number): Schema => ({
	type: 'integer',
	...(minimum === undefined ? {} : { minimum }),
	...(maximum === undefined ? {} : { maximum }),
});

/** One of the listed words or numbers. */
export const oneOf = (values: readonly (string | number)[]): Schema => ({
	type: typeof values[0] === 'number' ? 'integer' : 'string',
	enum: values,
});

export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** An object with these required and optional fields and nothing else. */
export const object = (required: Properties, optional: Properties = {}, ...rules: Schema[]): Schema => ({
	type: 'object',
	properties: { ...required, ...optional },
	required: Object.keys(required),
	additionalProperties: false,
	...(rules.length ? { allOf: rules } : {}),
});

/** When a field has this value, other fields become required. */
export const when = (field: string, value: string | number, then: Schema | string[]): Schema => ({
	if: { properties: { [field]: { const: value } }, required: [field] },
	then: Array.isArray(then) ? { required: then } : then,
});

/** At least one of these fields. */
export const anyField = (...names: string[]): Schema => ({
	anyOf: names.map((name) => ({ required: [name] })),
});

export const page: Properties = { page: integer(1), page_size: integer(1, 100) };
