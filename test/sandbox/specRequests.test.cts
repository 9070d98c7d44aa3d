import { OPERATIONS } from '../../sandbox/operations/index.cts';
import type { Schema } from '../../sandbox/schema.cts';
import { describeSpec, missing, served, vendorKeys, vendorRow } from './comparison.cts';
import type { SampledOperation } from './samples.cts';
import type { VendorRow, VendorSchema } from './vendor-spec.cts';

/** A schema as sentences that can be compared one by one. */
function facts(schema: Schema | VendorSchema | undefined, path = ''): string[] {
	if (!schema) return [];
	const name = path || 'body';
	return [
		`${name} is ${schema.type}`,
		...(schema.format === 'uri' ? [`${name} is an address`] : []),
		...(schema.enum ? [`${name} is one of ${[...schema.enum].map(String).sort().join(', ')}`] : []),
		...(schema.minimum === undefined ? [] : [`${name} is at least ${schema.minimum}`]),
		...(schema.maximum === undefined ? [] : [`${name} is at most ${schema.maximum}`]),
		...(schema.required ?? []).map((field) => `${path ? `${path}.` : ''}${field} is required`),
		...Object.entries(schema.properties ?? {}).flatMap(([field, inner]) =>
			facts(inner, path ? `${path}.${field}` : field),
		),
		...facts(schema.items, `${path}[]`),
	].filter((fact) => !fact.startsWith('[] '));
}

/** Facts of ours that the vendor's document does not have, each with the reason for it. */
const ADDED: [SampledOperation, RegExp, string][] = [
	[
		'POST /v2/create_video_with_template',
		/^webhook_url /,
		'the guides have the callback at the top, the document only inside variables',
	],
	[
		'POST /v2/create_video_from_product/preview_list',
		/^script\.language is (string|one of)/,
		'listed as required, but never described',
	],
	[
		'POST /v2/create_video_from_product',
		/language is one of/,
		'the guides take the same 54 names as for scripts',
	],
	['POST /v2/create_video_from_product/preview_list', /language is one of/, 'as above'],
	['POST /v2/create_video_with_template', /language is one of/, 'as above'],
	['POST /v2/product', /url is an address/, 'anything else cannot be crawled or loaded'],
	['PUT /v2/product', /url is an address/, 'as above'],
	['POST /v2/photo_avatar/photo/generate', /^image_url is an address/, 'as above'],
];

const explained = (key: string, fact: string): boolean =>
	ADDED.some(([operation, pattern]) => operation === key && pattern.test(fact));

/** Query and path parameters of the vendor as one schema per place. */
const parameters = (row: VendorRow | undefined, place: string): VendorSchema => {
	const found = (row?.parameters ?? []).filter((parameter) => parameter.in === place);
	return {
		type: 'object',
		required: found.filter(({ required }) => required).map(({ name }) => name),
		properties: Object.fromEntries(found.map(({ name, schema }) => [name, schema])),
	};
};

describeSpec("compared with the vendor's document", () => {
	it('serves every operation and no other', () => {
		expect(served.map(({ key }) => key).sort()).toEqual([...vendorKeys].sort());
		expect(served).toHaveLength(47);
	});

	it.each(served)('takes the same body in $key', ({ key, body }) => {
		const theirs = facts(vendorRow(key)?.body);
		const mine = facts(body);
		expect(missing(theirs, mine)).toEqual([]);
		expect(missing(mine, theirs).filter((fact) => !explained(key, fact))).toEqual([]);
	});

	it.each(served)('takes the same query and path in $key', ({ key, query, params }) => {
		const row = vendorRow(key);
		expect(facts(query ?? { type: 'object', properties: {} }).sort()).toEqual(
			facts(parameters(row, 'query')).sort(),
		);
		const { properties, ...rest } = parameters(row, 'path');
		const numbers = Object.entries(properties ?? {}).filter(([, { type }]) => type === 'integer');
		const theirs = numbers.length
			? facts({ ...rest, required: [], properties: Object.fromEntries(numbers) })
			: [];
		expect(facts(params)).toEqual(theirs);
	});

	it('has no explained deviation that is not there any more', () => {
		const unused = ADDED.filter(([key, pattern]) => {
			const theirs = facts(vendorRow(key)?.body);
			return !missing(facts(OPERATIONS[key].body), theirs).some((fact) => pattern.test(fact));
		});
		expect(unused).toEqual([]);
	});
});
