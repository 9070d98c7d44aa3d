import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { DialectName } from '../../sandbox/dialects/index.cts';
import type { Job } from '../../sandbox/index.cts';
import type { JobKindName } from '../../sandbox/jobs/job.cts';
import { fullForm } from '../harness/dialectValues.cts';
import { type EngineResult, json } from '../harness/engine.cts';
import { filledForms } from '../harness/filledForm.cts';
import { actionOperations, type Choice, displayedFields } from '../harness/nodeTypes.cts';
import { DIALECT_NAMES, eachInAPreparedWorld, type PreparedWorld } from '../harness/preparedWorld.cts';
import { idsInLists, type ListName } from '../harness/sandboxLists.cts';
import { promisedIn } from '../../tools/contract/outputs.cts';

const at = eachInAPreparedWorld();

interface Run {
	world: PreparedWorld;
	choice: Choice;
	result: EngineResult;
	/** The jobs that the run started. */
	started: Job[];
}

type Expectation = (run: Run) => void | Promise<void>;

/** The address or the words of what the sandbox made in a job. */
function resultOf(job: Job): RegExp {
	if (job.kind === 'script') return /"script":"\S/;
	const files = job.items.length > 0 ? job.items : [job.id];
	return new RegExp(files.map((id) => `/media/${id}(-1)?\\.(mp4|webm|png)`).join('.*'));
}

const SILENT_KINDS: JobKindName[] = ['script'];

function isTold({ result }: Run, job: Job): void {
	const items = result.items.filter((item) => item.json.id === job.id);
	expect(items.length).toBeGreaterThan(0);
	expect(items.map((item) => item.json.status)).toEqual(items.map(() => 'completed'));
	expect(JSON.stringify(items.map((item) => item.json))).toMatch(resultOf(job));
	if (SILENT_KINDS.includes(job.kind)) return;
	expect(items.every(({ binary }) => Object.keys(binary ?? {}).length > 0)).toBe(true);
}

const starts =
	(kind: JobKindName, count = 1): Expectation =>
	(run) => {
		expect(run.started.map((job) => job.kind)).toEqual(Array.from({ length: count }, () => kind));
		run.started.forEach((job) => isTold(run, job));
	};

const tells =
	(kind: JobKindName): Expectation =>
	(run) => {
		expect(run.started).toEqual([]);
		isTold(run, run.world.job(kind));
	};

const lists =
	(field: string, name: ListName | ((choice: Choice) => ListName)): Expectation =>
	({ world, choice, result }) => {
		const expected = idsInLists(world.joggAi)[typeof name === 'string' ? name : name(choice)];
		expect(expected.length).toBeGreaterThan(0);
		expect(json(result.items).map((item) => String(item[field]))).toEqual(expected);
	};

const says =
	(expected: (world: PreparedWorld) => IDataObject): Expectation =>
	({ world, result }) =>
		expect(json(result.items)).toEqual([expect.objectContaining(expected(world))]);

const lastEndpoint: Expectation = ({ world, result }) => {
	const { endpoint_id, url, events } = world.joggAi.endpoints.at(-1) ?? {};
	expect(json(result.items)).toEqual([expect.objectContaining({ endpointId: endpoint_id, url, events })]);
	expect(events).toEqual(['generated_script_failed']);
};

const product: Expectation = async ({ world, result }) => {
	const [{ productId }] = json(result.items);
	const reply = await fetch(`${world.joggAi.url}/v2/product`, {
		method: 'PUT',
		headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
		body: JSON.stringify({ product_id: productId, name: 'Known' }),
	});
	expect(((await reply.json()) as { code: number }).code).toBe(0);
};

/** What has to come out of every operation; the completeness of the table is a test of its own. */
const EXPECTED: Record<string, Expectation> = {
	'joggAiAccount account getCredits': says(({ joggAi }) => ({
		credits: joggAi.settings.dialect === 'live' ? 0 : joggAi.credits,
	})),
	'joggAiAccount account getUser': says(() => ({ email: 'demo@sandbox.example' })),
	'joggAiAccount webhookEndpoint create': lastEndpoint,
	'joggAiAccount webhookEndpoint update': lastEndpoint,
	'joggAiAccount webhookEndpoint delete': ({ world, result }) => {
		expect(json(result.items)).toEqual([{ deleted: true }]);
		expect(world.joggAi.endpoints).toEqual([]);
	},
	'joggAiAccount webhookEndpoint getMany': lists('endpointId', 'endpoints'),
	'joggAiAccount webhookEndpoint getManyEvents': lists('event', 'events'),
	'joggAiAiScript generate': starts('script'),
	'joggAiAiScript get': tells('script'),
	'joggAiAvatarVideo create': starts('avatarVideo'),
	'joggAiAvatarVideo get': tells('avatarVideo'),
	'joggAiAvatarVideo getLegacyProject': tells('avatarVideo'),
	'joggAiLipSync create': starts('lipSync'),
	'joggAiLipSync get': tells('lipSync'),
	'joggAiListAvatars getMany': lists('avatarId', ({ source }) => `${String(source)}Avatars` as ListName),
	'joggAiListVoices getMany': lists('voiceId', ({ source }) =>
		source === 'custom' ? 'ownVoices' : 'libraryVoices',
	),
	'joggAiMedia getManyMusic': lists('musicId', 'music'),
	'joggAiMedia getManyVisualStyles': lists('name', 'visualStyles'),
	'joggAiMedia upload': async ({ result }) => {
		const [{ assetUrl }] = json(result.items);
		expect((await fetch(String(assetUrl))).status).toBe(200);
	},
	'joggAiPhotoAvatar generatePhotos': starts('photos'),
	'joggAiPhotoAvatar getPhotos': tells('photos'),
	'joggAiPhotoAvatar createAvatar': starts('photoMotion'),
	'joggAiPhotoAvatar getAvatar': tells('photoMotion'),
	'joggAiProduct createFromDetails': product,
	'joggAiProduct createFromUrl': product,
	'joggAiProduct update': says(({ productId }) => ({ productId, updated: true })),
	'joggAiProductAvatar generateImages': starts('productImages'),
	'joggAiProductAvatar getImages': tells('productImages'),
	'joggAiProductAvatar createAvatar': starts('productMotion'),
	'joggAiProductAvatar getAvatar': tells('productMotion'),
	'joggAiProductVideo video create': starts('productVideo'),
	'joggAiProductVideo video get': tells('productVideo'),
	'joggAiProductVideo video getMany': lists('id', 'productVideos'),
	'joggAiProductVideo preview create': starts('preview', 2),
	'joggAiProductVideo preview get': tells('preview'),
	'joggAiProductVideo preview getMany': lists('id', 'previews'),
	'joggAiProductVideo preview render': starts('productVideo'),
	'joggAiTemplateVideo video create': starts('templateVideo'),
	'joggAiTemplateVideo video get': tells('templateVideo'),
	'joggAiTemplateVideo video getMany': lists('id', 'templateVideos'),
	'joggAiTemplateVideo template get': says(() => ({
		templateId: 88,
		variables: expect.arrayContaining([expect.objectContaining({ type: 'text', name: 'headline' })]) as never,
	})),
	'joggAiTemplateVideo template getVariables': ({ result }) =>
		expect(json(result.items)).toContainEqual(expect.objectContaining({ type: 'text', name: 'headline' })),
	'joggAiTemplateVideo template getMany': lists('templateId', ({ source }) =>
		source === 'own' ? 'ownTemplates' : 'libraryTemplates',
	),
	'joggAiVideoTranslation create': starts('translation'),
	'joggAiVideoTranslation get': tells('translation'),
	'joggAiVideoTranslation getManyLanguages': lists('language', 'translationLanguages'),
};

const cases = actionOperations(({ name }) => name);

it('every operation of every node has a row here', () => {
	expect(cases.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort());
});

type Case = (typeof cases)[number];

/** Runs an operation once for every way its fields can look; `changed` alters them. */
async function runEveryForm(
	{ name, node, chosen }: Case,
	dialect: DialectName,
	changed: (parameters: INodeParameters) => INodeParameters,
	eachResult: (run: Run & { sleeps: number }) => void = () => {},
): Promise<void> {
	let variants = 1;
	for (let variant = 0; variant < variants; variant++) {
		const world = await at.open(dialect);
		const forms = filledForms(node, chosen, fullForm(world, node.description.name));
		variants = forms.length;
		const { choice, parameters, items } = forms[variant];
		const before = world.joggAi.jobs.length;
		const options = { type: node.type, parameters: changed(parameters), items: items.slice(0, 1) };
		const result = await world.runThroughSleeps(options);
		expect(result.error).toBeUndefined();
		const run = { world, choice, result, started: world.joggAi.jobs.slice(before) };
		await EXPECTED[name](run);
		eachResult({ ...run, sleeps: result.sleeps });
	}
}

/** The output fields that an AI Agent is told about. */
function promisedFields({ node, chosen }: Case): string[] {
	const told = node.description.properties.find(
		({ name, displayOptions }) =>
			name === 'toolDescription' &&
			Object.entries(chosen).every(([menu, choice]) =>
				displayOptions?.show?.[menu]?.some((one) => one === choice),
			),
	);
	return promisedIn(String(told?.default));
}

describe.each(DIALECT_NAMES)('in the dialect %s', (dialect) => {
	it.each(cases)('$name does what it says', async (one) => {
		const returned = new Set<string>();
		await runEveryForm(
			one,
			dialect,
			(parameters) => parameters,
			({ result }) =>
				json(result.items)
					.flatMap(Object.keys)
					.forEach((name) => returned.add(name)),
		);

		const promised = promisedFields(one);
		expect(promised.length).toBeGreaterThan(0);
		if (dialect === 'spec') expect([...returned]).toEqual(expect.arrayContaining(promised));
	});
});

describe('with the workflow paused meanwhile', () => {
	const waiting = cases.filter(({ node, chosen }) =>
		displayedFields(node, chosen).some(({ name }) => name === 'waitForCompletion'),
	);

	it.each(waiting)('$name comes to the same end', async (one) => {
		await runEveryForm(
			one,
			'live',
			(parameters) => ({ ...parameters, waitForCompletion: 'pause' }),
			({ started, sleeps }) => {
				const takesMinutes = started.some(({ kind }) => kind !== 'script');
				expect(sleeps > 0).toBe(takesMinutes);
			},
		);
	});
});
