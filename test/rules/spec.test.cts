import type { NodeParameterValueType } from 'n8n-workflow';
import { BY_ADDRESS } from '../harness/dialectValues.cts';
import { filledForms, type FormValues } from '../harness/filledForm.cts';
import {
	type Choice,
	type Listed,
	listedNodes,
	type ListedOperation,
	operationsOf,
} from '../harness/nodeTypes.cts';
import { newWorld, type World } from '../harness/world.cts';
import { describeSpec, keyOf, UNDOCUMENTED_PATHS, vendorRows } from '../sandbox/comparison.cts';
import type { VendorRow, VendorSchema } from '../sandbox/vendor-spec.cts';

/** Menus that do not change what is asked of JoggAI, at the setting that ends the run soonest. */
const FIXED: Record<string, NodeParameterValueType> = {
	waitForCompletion: 'none',
	returnAll: false,
	download: false,
	simplify: true,
	// So that JoggAI is asked for what it has, too.
	checkOnly: false,
	ifMadeBefore: 'always',
	mostCredits: 1e6,
	...BY_ADDRESS,
};

/** Values that fit a field where none made up by its type would, tried one after the other. */
const fittingIn = ({ joggAi }: World): FormValues['fitting'] => ({
	binaryPropertyName: () => ['data'],
	endpoint: () => ['ep-1'],
	url: () => ['https://example.com/page'],
	fileUrl: () => [`${joggAi.url}/media/film.mp4`],
	limit: () => [3],
	template: () => ['88'],
	templateId: () => ['88'],
	// Words, an address and the number of an asset, for the variables of a template.
	value: () => ['https://example.com/file.mp4', '5'],
	variables: () => [
		{
			mappingMode: 'defineBelow',
			schema: [],
			value: { 'text:headline': 'a', 'image:photo': 'https://example.com/p.jpg', 'script:narration': 'b' },
		},
	],
});

async function tryOut(world: World, node: Listed, { resource, value }: ListedOperation): Promise<void> {
	const chosen: Choice = { operation: value, ...(resource ? { resource } : {}) };
	for (const { parameters, items } of filledForms(node, chosen, {
		fixed: FIXED,
		fitting: fittingIn(world),
	})) {
		await world.run({
			type: node.type,
			parameters,
			items,
			credentials: { ...world.credentials, requestsPerMinute: 1e6 },
			node: { onError: 'continueRegularOutput' },
		});
	}
}

/** Everything that arrived at one address: each place of query and body with its values. */
type Arrived = Map<string, Set<string>>;

const arrived = new Map<string, Arrived>();
const strangers = new Set<string>();

/** What the form entered as IDs; anything else in the place of one is a word of an address that nobody documents. */
const ENTERED_IDS = ['https://example.com/file.mp4', '7', '88', 'ep-1'];

/** The row of the document that an address belongs to, step by step. */
function rowOf(method: string, path: string): VendorRow | undefined {
	const steps = path.split('/');
	return vendorRows.find((row) => {
		const expected = row.path.split('/');
		const fits = (step: string, index: number) =>
			step === steps[index] ||
			(/^\{.+\}$/.test(step) && ENTERED_IDS.includes(decodeURIComponent(steps[index])));
		return row.method === method && expected.length === steps.length && expected.every(fits);
	});
}

/** What JoggAI was seen to take, or needs, beyond the document; with the reason. */
const UNDOCUMENTED_FIELDS: Record<string, string[]> = {
	// The document demands it in one place and describes it in another.
	'POST /v2/create_video_from_product/preview_list': ['script.language'],
	// The guide has it here, the document inside the variables.
	'POST /v2/create_video_with_template': ['webhook_url'],
};

function note(places: Arrived, value: unknown, place = ''): void {
	if (Array.isArray(value)) return value.forEach((one) => note(places, one, `${place}[]`));
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).forEach(([name, one]) =>
			note(places, one, place ? `${place}.${name}` : name),
		);
	}
	places.set(place, (places.get(place) ?? new Set()).add(String(value)));
}

/** The places that the document describes, innermost only. */
function placesOf(
	schema: VendorSchema | undefined,
	place = '',
): Array<{ place: string; allowed?: string[] }> {
	if (!schema) return [];
	if (schema.items) return placesOf(schema.items, `${place}[]`);
	const inner = Object.entries(schema.properties ?? {});
	if (inner.length > 0)
		return inner.flatMap(([name, one]) => placesOf(one, place ? `${place}.${name}` : name));
	return place ? [{ place, allowed: schema.enum?.map(String) }] : [];
}

const documented = (row: VendorRow) => [
	...row.parameters
		.filter((one) => one.in === 'query')
		.map(({ name, schema }) => ({ place: name, allowed: schema.enum?.map(String) })),
	...placesOf(row.body),
];

/**
 * Runs every operation of every node with all its fields filled in and every choice of every menu taken once, and
 * compares what arrived with the vendor's document: `JOGGAI_SPEC=…/joggai-openapi-v2.yaml npx jest … spec.test`.
 */
describeSpec("the nodes compared with the vendor's document", () => {
	let world: World | undefined;
	afterAll(async () => await world?.close());

	beforeAll(async () => {
		world = await newWorld({ postsPerWindow: 1e6, credits: 1e9 });
		const endpoint = {
			endpoint_id: 'ep-1',
			url: 'https://example.com/',
			secret: '-',
			status: 'enabled' as const,
			events: [],
			username: '',
			created_at: 1,
		};
		for (const node of listedNodes.filter(({ description }) => !description.group.includes('trigger'))) {
			for (const operation of operationsOf(node)) {
				world.joggAi.endpoints = [{ ...endpoint }];
				await tryOut(world, node, operation);
			}
		}
		for (const { method, path, query, body } of world.joggAi.requests) {
			if (!path.startsWith('/v2/')) continue;
			const row = rowOf(method, path);
			if (!row) strangers.add(`${method} ${path}`);
			if (!row) continue;
			const places = arrived.get(keyOf(row)) ?? new Map<string, Set<string>>();
			arrived.set(keyOf(row), places);
			note(places, query);
			note(places, body ?? {});
		}
	}, 300_000);

	it('reaches every operation, and no address that nobody has told of', () => {
		expect(vendorRows.map(keyOf).filter((key) => !arrived.has(key))).toEqual([]);
		expect([...strangers]).toEqual(UNDOCUMENTED_PATHS);
	});

	it.each(vendorRows.map((row) => [keyOf(row), row] as const))(
		'sends everything that %s takes',
		(key, row) => {
			const places = arrived.get(key) ?? new Map<string, Set<string>>();
			const unsent = documented(row)
				.filter(({ place }) => !places.has(place))
				.map(({ place }) => `no field sends ${place}`);
			expect(unsent).toEqual([]);
		},
	);

	it.each(vendorRows.map((row) => [keyOf(row), row] as const))(
		'sends nothing with %s that the document does not have',
		(key, row) => {
			const known = [...documented(row).map(({ place }) => place), ...(UNDOCUMENTED_FIELDS[key] ?? [])];
			const unknown = [...(arrived.get(key)?.keys() ?? [])].filter((place) => !known.includes(place));
			expect(unknown).toEqual([]);
		},
	);

	it.each(vendorRows.map((row) => [keyOf(row), row] as const))(
		'offers for %s exactly the choices that it has',
		(key, row) => {
			const wrong = documented(row).flatMap(({ place, allowed }) => {
				const sent = arrived.get(key)?.get(place);
				if (!allowed || !sent) return [];
				const missing = allowed
					.filter((value) => !sent.has(value))
					.map((value) => `${place} is never ${value}`);
				return [
					...missing,
					...[...sent]
						.filter((value) => !allowed.includes(value))
						.map((value) => `${place} may not be ${value}`),
				];
			});
			expect(wrong).toEqual([]);
		},
	);
});
