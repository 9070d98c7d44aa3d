import { OPERATIONS } from '../../sandbox/operations/index.cts';
import type { Operation } from '../../sandbox/operations/operation.cts';
import type { Schema } from '../../sandbox/schema.cts';
import { SAMPLES, type SampledOperation } from './samples.cts';
import { openFixture, type Fixture } from './support.cts';

let fixture: Fixture;
beforeAll(async () => {
	fixture = await openFixture({ postsPerWindow: 10_000 });
});
afterAll(() => fixture.sandbox.close());

const withBody = Object.entries<Operation>(OPERATIONS).flatMap(([operation, { body }]) =>
	body ? [{ operation: operation as SampledOperation, body }] : [],
);

type Path = (string | number)[];
interface Place {
	path: Path;
	schema: Schema;
	required: boolean;
}

/** Every field of a body schema, the fields of nested objects and of list items included. */
function placesIn(schema: Schema, path: Path = []): Place[] {
	if (schema.items) return placesIn(schema.items, [...path, 0]);
	return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
		{ path: [...path, name], schema: inner, required: (schema.required ?? []).includes(name) },
		...placesIn(inner, [...path, name]),
	]);
}

/** A copy of the value with one place replaced, or removed when there is no replacement. */
function changed(value: unknown, [step, ...rest]: Path, replacement?: unknown): unknown {
	const copy = structuredClone(value) as Record<string, unknown>;
	if (rest.length) copy[step] = changed(copy[step], rest, replacement);
	else if (replacement === undefined) delete copy[step];
	else copy[step] = replacement;
	return copy;
}

const named = (path: Path): string =>
	path.reduce<string>(
		(text, step) => `${text}${typeof step === 'number' ? `[${step}]` : `${text && '.'}${step}`}`,
		'',
	);

const present = (operation: SampledOperation, path: Path): boolean =>
	path.reduce<unknown>(
		(value, step) => (value as Record<string, unknown> | undefined)?.[step],
		SAMPLES[operation],
	) !== undefined;

const places = withBody.flatMap(({ operation, body }) =>
	placesIn(body)
		.filter(({ path }) => present(operation, path))
		.map((place) => ({ operation, ...place, title: `${operation}, ${named(place.path)}` })),
);

async function expectRefusal(operation: SampledOperation, body: unknown, field: string): Promise<void> {
	const { code, msg } = await fixture.send(operation, body);
	expect({ code, msg }).toEqual({ code: 40000, msg: expect.stringContaining(field) });
}

it('has a complete sample for every operation with a body', () => {
	expect(withBody.map(({ operation }) => operation).sort()).toEqual(Object.keys(SAMPLES).sort());
	const absent = withBody.flatMap(({ operation, body }) =>
		placesIn(body)
			.filter(({ path }) => !present(operation, path))
			.map(({ path }) => `${operation} ${named(path)}`),
	);
	// Different variants of one object, which no single sample can show.
	expect(absent.sort()).toEqual(
		[
			'POST /v2/create_video_with_template variables[0].properties.asset_id',
			'POST /v2/create_video_with_template variables[0].properties.url',
			'POST /v2/create_video_with_template variables[0].properties.webhook_url',
			'POST /v2/ai_scripts product_info.data.id',
		].sort(),
	);
});

it.each(withBody)('accepts the complete sample of $operation as well-formed', async ({ operation }) => {
	const { msg } = await fixture.sendSample(operation);
	expect(msg).not.toMatch(/is required|not a known field|must be/);
});

it.each(places.filter(({ required }) => required))(
	'misses the required field: $title',
	({ operation, path }) => expectRefusal(operation, changed(SAMPLES[operation], path), named(path)),
);

it.each(places)('refuses the wrong type: $title', ({ operation, path, schema }) =>
	expectRefusal(
		operation,
		changed(SAMPLES[operation], path, schema.type === 'string' ? 7 : 'seven'),
		named(path),
	),
);

it.each(places.filter(({ schema }) => schema.enum))(
	'refuses a value outside the list: $title',
	({ operation, path, schema }) =>
		expectRefusal(
			operation,
			changed(SAMPLES[operation], path, schema.type === 'integer' ? 99 : 'nonsense'),
			named(path),
		),
);

it.each(places.filter(({ schema }) => schema.type === 'string' && !schema.enum))(
	'refuses a blank text: $title',
	async ({ operation, path }) => {
		await expectRefusal(operation, changed(SAMPLES[operation], path, ''), named(path));
		await expectRefusal(operation, changed(SAMPLES[operation], path, ' '), named(path));
	},
);

it.each(places.filter(({ schema }) => schema.properties))(
	'refuses an unknown field inside: $title',
	({ operation, path }) =>
		expectRefusal(
			operation,
			changed(SAMPLES[operation], [...path, 'surprise'], 1),
			`${named(path)}.surprise`,
		),
);

it.each(withBody)('refuses an unknown field at the top of $operation', ({ operation }) =>
	expectRefusal(operation, { ...SAMPLES[operation], surprise: 1 }, 'surprise'),
);
