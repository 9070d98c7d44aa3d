import { createRequire } from 'node:module';
import type { Ajv, ErrorObject } from 'ajv';

// tsx on Node 20 gives this file a `require` that cannot load ajv, whose files require each other in a circle.
const { Ajv: Checker } = createRequire(__filename)('ajv') as typeof import('ajv');

const isWebAddress = (value: string): boolean =>
	URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const validator = (coerceTypes: boolean): Ajv => {
	const ajv = new Checker({
		coerceTypes,
		strict: true,
		strictTypes: false,
		strictRequired: false,
		allErrors: false,
	});
	ajv.addFormat('uri', isWebAddress);
	return ajv;
};

const bodyValidator = validator(false);
// Everything in an address is text, so numbers have to be read out of it.
const urlValidator = validator(true);

/** For fastify: bodies are taken literally, queries and path parameters are read as the types they name. */
export const compileSchema = ({ schema, httpPart }: { schema: unknown; httpPart?: string }) =>
	(httpPart === 'body' ? bodyValidator : urlValidator).compile(schema as object);

const dotted = (pointer: string): string =>
	pointer
		.slice(1)
		.replace(/\/(\d+)/g, '[$1]')
		.replace(/\//g, '.');

const inside = (error: ErrorObject, name: string): string =>
	[dotted(error.instancePath), name].filter(Boolean).join('.');

const MESSAGES: Record<string, (error: ErrorObject) => string> = {
	required: (error) => `${inside(error, error.params.missingProperty)} is required`,
	additionalProperties: (error) => `${inside(error, error.params.additionalProperty)} is not a known field`,
	enum: (error) => `${dotted(error.instancePath)} must be one of: ${error.params.allowedValues.join(', ')}`,
	type: (error) => `${dotted(error.instancePath) || 'body'} must be ${error.params.type}`,
	minLength: (error) => `${dotted(error.instancePath)} must not be empty`,
	pattern: (error) => `${dotted(error.instancePath)} must not be blank`,
	format: (error) => `${dotted(error.instancePath)} must be a http(s) address`,
};

/** One sentence that names the field. */
export function explain(errors: readonly ErrorObject[]): string {
	const missing = errors.filter((error) => error.keyword === 'required');
	if (missing.length > 1) {
		return `${missing.map((error) => inside(error, error.params.missingProperty)).join(' or ')} is required`;
	}
	const [error] = errors;
	return MESSAGES[error.keyword]?.(error) ?? `${dotted(error.instancePath)} ${error.message ?? 'is invalid'}`;
}
