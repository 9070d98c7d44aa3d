/** The example "Choose an avatar by its face" in the hands of a visitor, and another workflow in those of its reader. */
import { readFileSync } from 'node:fs';
import { FIRST_KEY } from './joggai.mjs';
import { sendFirstPage, withOwnAddresses } from './formPages.mjs';
import { openExample, withFields } from './ownExample.mjs';
import { byId, node } from './workflows.mjs';

const NAME = 'choose-an-avatar-by-its-face';
const WITH_VIDEO =
	'Yes, for about 1 credit per started 2 minutes (the next page then takes 2 to 5 minutes to come)';
export const ORDER = 'POST /v2/create_video_from_avatar';

/**
 * What its reader may have set: the source of the faces, further filters for them (none at all with `null`), and what the
 * voices are made for.
 */
export async function openFaces(world, { source = 'public', filters = {}, useCase } = {}) {
	const example = await openExample(world, NAME, (workflow) => {
		const filtersOf = (name) => workflow.nodes.find((one) => one.name === name).parameters.filters;
		const chosen = filters && { ...filtersOf('List Faces'), ...filters };
		const faces = withFields(workflow, 'List Faces', { source, filters: chosen ?? {} });
		const voices = { ...filtersOf('List Voices'), ...(useCase && { useCase }) };
		return withOwnAddresses(withFields(faces, 'List Voices', { filters: voices }));
	});
	const { requests: before } = await example.joggAi.state();
	let pages;
	const begin = async (values) => {
		pages = await sendFirstPage(world, example, values);
	};
	const page = async (values, heading) => {
		await begin(values);
		return await pages.page(heading);
	};

	return {
		...example,
		key: FIRST_KEY,
		/** Sends the first page. */
		begin,
		/** Sends the first page, and waits for the page with this heading. */
		page,
		/** The same, and what stands on the page of faces. */
		async look(values) {
			const text = await page(values, 'Choose a face and a voice');
			const [faces, voices] = [1, 3].map((field) => optionsOf(text, field));
			return { text, faces, voices, pictures: addresses(text, 'img'), sounds: addresses(text, 'source') };
		},
		/** Chooses there; with `says` a first video as well, or with empty words if that is wanted. */
		async submit({ face, voice, name, says = '', isVideoWanted = says !== '' }) {
			const video = isVideoWanted ? WITH_VIDEO : 'No';
			await pages.send({ 1: face, 3: voice, 4: name, 5: video, 6: says });
		},
		/** The same; resolves to the last page. */
		async choose(choice) {
			await this.submit(choice);
			return { text: await pages.page('Chosen') };
		},
		/** Leaves the last page as a browser does; resolves to the execution. */
		async finish() {
			await pages.send();
			return await pages.end();
		},
		/** Does nothing more; resolves to the execution once it has ended by itself. */
		leave: () => pages.end(),
		/** The options of the question whether a first video is wanted. */
		videoOptions: (text) => optionsOf(text, 5),
		/** The filters with which a list was asked for, page by page. */
		async asked(path) {
			const { requests } = await example.joggAi.state();
			const pagesOf = requests.slice(before.length).filter((one) => one.path === path);
			const filters = pagesOf.map(({ query }) => JSON.stringify(withoutPage(query)));
			const [only, ...others] = new Set(filters);
			if (others.length > 0) throw new Error(`${path} was asked for ${filters.join(' and ')}`);
			return JSON.parse(only);
		},
	};
}

const withoutPage = (query) =>
	Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith('page')));

const optionsOf = (text, field) => {
	const [, menu] = new RegExp(`<select id='field-${field}'[^]*?>([^]*?)</select>`).exec(text);
	return [...menu.matchAll(/<option value='([^']*)'>/g)]
		.map(([, option]) => option)
		.filter((option) => option !== '')
		.map(unescaped);
};

const SIGNS = { '&amp;': '&', '&#x27;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>' };
const unescaped = (text) => text.replace(/&[#\w]+;/g, (sign) => SIGNS[sign] ?? sign);

const addresses = (text, tag) =>
	[...text.matchAll(new RegExp(`<${tag} src="([^"]+)"`, 'g'))].map(([, address]) => unescaped(address));

/** What the note of the example tells to enter for avatar, voice and shape. */
function noteExpressions() {
	const file = new URL(`../../../examples/${NAME}.json`, import.meta.url);
	const { nodes } = JSON.parse(readFileSync(file, 'utf8'));
	const { content } = nodes.find(({ name }) => name === 'About Other Workflows').parameters;
	return content.match(/{{.*?}}/g);
}

/**
 * The sheet of products, changed as the note says: behind its first node a Data table node reads the row of a name, and
 * *Make Video* takes avatar, voice and shape from it.
 */
export const speaksWith = (presenter, tableName) => (workflow) => {
	const [avatar, voice, shape] = noteExpressions();
	const first = 'Every Morning';
	const reader = node(
		'n8n-nodes-base.dataTable',
		'Presenter',
		{
			resource: 'row',
			operation: 'get',
			dataTableId: { __rl: true, mode: 'name', value: 'JoggAI presenters' },
			matchType: 'allConditions',
			filters: { conditions: [{ keyName: 'presenter', condition: 'eq', keyValue: presenter }] },
		},
		{ typeVersion: 1.1, alwaysOutputData: true },
	);
	const changed = withFields(withFields(workflow, 'Product Sheet', { tableName }), 'Make Video', {
		avatar: byId(`=${avatar}`),
		voice: byId(`=${voice}`),
		aspectRatio: `=${shape}`,
		waitForCompletion: 'wait',
	});
	const [[behind]] = workflow.connections[first].main;
	return {
		...changed,
		nodes: [...changed.nodes, reader],
		connections: {
			...changed.connections,
			[first]: { main: [[{ ...behind, node: reader.name }]] },
			[reader.name]: { main: [[behind]] },
		},
	};
};
