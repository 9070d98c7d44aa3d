import type { INodeParameters, INodeType } from 'n8n-workflow';
import type { DialectName } from '../../sandbox/dialects/index.cts';
import { KNOWN_EVENTS } from '../../sandbox/vocabulary.cts';
import { mapperFields, menu, search } from '../harness/form.cts';
import { listedNodes } from '../harness/nodeTypes.cts';
import { DIALECT_NAMES, eachInAPreparedWorld, type PreparedWorld } from '../harness/preparedWorld.cts';
import { idsInLists } from '../harness/sandboxLists.cts';

const at = eachInAPreparedWorld();

/** No list has so many pages: one that does not end is told from one that is long. */
const MOST_PAGES = 20;

type Lists = ReturnType<typeof idsInLists>;

interface Picker {
	/** What the form holds. */
	parameters?: (world: PreparedWorld) => INodeParameters;
	/** The values that it offers, in their order. */
	offers: (lists: Lists, world: PreparedWorld) => string[];
	word: string;
	/** Which of them have the word in their names; all, unless said otherwise. */
	finds?: (offered: string[]) => string[];
}

const avatarsOf = (avatarSource: string, id: string): Picker => ({
	parameters: () => ({ avatarSource }),
	// Of one's own avatars only those that are ready.
	offers: (lists) => [
		id,
		...lists[`${avatarSource}Avatars` as keyof Lists].filter((one) => Number(one) > 9000),
	],
	word: avatarSource,
});

/** What has to be offered by every picker; the completeness of the table is a test of its own. */
const PICKERS: Record<string, Picker[]> = {
	searchAvatars: [
		{
			parameters: () => ({ avatarSource: 'public' }),
			offers: (lists) => lists.publicAvatars,
			word: 'public',
		},
		avatarsOf('instant', '5001'),
		avatarsOf('photo', '6001'),
		avatarsOf('product', '7001'),
	],
	searchVoices: [{ offers: (lists) => [...lists.ownVoices, ...lists.libraryVoices], word: '(' }],
	searchTemplates: [{ offers: (lists) => [...lists.ownTemplates, ...lists.libraryTemplates], word: '(' }],
	searchOwnTemplates: [{ offers: (lists) => lists.ownTemplates, word: 'my templates' }],
	searchMusic: [{ offers: (lists) => lists.music, word: 'morning', finds: (all) => all.slice(0, 8) }],
	searchVisualStyles: [
		{ offers: (lists) => lists.visualStyles, word: 'studio', finds: () => ['Clean Studio'] },
	],
	searchTranslationLanguages: [
		{ offers: (lists) => lists.translationLanguages, word: 'german', finds: () => ['german'] },
	],
	searchProductVideos: [{ offers: (lists) => lists.productVideos, word: 'completed' }],
	searchPreviews: [{ offers: (lists) => lists.previews, word: 'completed' }],
	searchFinishedPreviews: [{ offers: (lists) => lists.previews, word: '2026' }],
	searchTemplateVideos: [{ offers: (lists) => lists.templateVideos, word: 'completed' }],
	searchWebhookEndpoints: [{ offers: (lists) => lists.endpoints, word: 'hooks.example' }],
	searchGenerations: [
		{
			parameters: ({ job }) => ({ batchId: job('productImages').id }),
			offers: (_lists, { job }) => job('productImages').items,
			word: 'image',
		},
	],
};

const methodsOf = (group: 'listSearch' | 'loadOptions' | 'resourceMapping') =>
	listedNodes.flatMap(({ type, description }) =>
		Object.keys(type.methods?.[group] ?? {}).map((method) => ({ node: description.name, method, type })),
	);

async function turnPages(world: PreparedWorld, type: INodeType, method: string, parameters: INodeParameters) {
	const values: unknown[] = [];
	let token: string | undefined;
	for (let page = 1; page <= MOST_PAGES; page++) {
		const { credentials } = world;
		const { results, paginationToken } = await search({ type, method, credentials, parameters }, '', token);
		values.push(...results.map(({ value }) => value));
		token = paginationToken as string | undefined;
		if (!token) return values;
	}
	throw new Error(`${method} does not end`);
}

it('every picker has a row here', () => {
	expect([...new Set(methodsOf('listSearch').map(({ method }) => method))].sort()).toEqual(
		Object.keys(PICKERS).sort(),
	);
	expect(methodsOf('loadOptions').map(({ method }) => method)).toEqual(['getVisualStyles', 'getEvents']);
	expect(methodsOf('resourceMapping').map(({ method }) => method)).toEqual(['getTemplateVariables']);
});

describe.each(DIALECT_NAMES)('in the dialect %s', (dialect: DialectName) => {
	it.each(methodsOf('listSearch'))(
		'$node → $method offers every entry once, page by page and by a word',
		async ({ method, type }) => {
			const world = await at.open(dialect);
			for (const { parameters: given = () => ({}), offers, word, finds = (all: string[]) => all } of PICKERS[
				method
			]) {
				const parameters = given(world);
				const expected = offers(idsInLists(world.joggAi), world);
				expect(expected.length).toBeGreaterThan(0);
				expect(await turnPages(world, type, method, parameters)).toEqual(expected);
				const { credentials } = world;
				const found = await search({ type, method, credentials, parameters }, word);
				expect(found.results.map(({ value }) => value)).toEqual(finds(expected));
				expect(found.paginationToken).toBeUndefined();
			}
		},
	);

	it('the menus of visual styles and events offer what there is', async () => {
		const { joggAi, credentials } = await at.open(dialect);
		const offered = async (method: string) => {
			const [{ type }] = methodsOf('loadOptions').filter((one) => one.method === method);
			return (await menu({ type, method, credentials })).map(({ value }) => value);
		};
		expect(await offered('getVisualStyles')).toEqual(idsInLists(joggAi).visualStyles);
		expect((await offered('getEvents')).sort()).toEqual([...KNOWN_EVENTS].sort());
	});

	it.each([
		['88', ['text:headline', 'text:Price tag', 'image:photo', 'video:walkthrough', 'script:narration']],
		['90', []],
	])('the form of template %s has its variables', async (value, expected) => {
		const { credentials } = await at.open(dialect);
		const [{ type, method }] = methodsOf('resourceMapping');
		const parameters = { template: { __rl: true, mode: 'id', value } };
		const { fields, emptyFieldsNotice } = await mapperFields({ type, method, credentials, parameters });
		expect(fields.map(({ id }) => id)).toEqual(expected);
		if (fields.length === 0) expect(emptyFieldsNotice).toContain('has no variables');
	});
});
