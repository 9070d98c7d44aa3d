/** The example "A sheet of products on a schedule" in the hands of somebody who follows its notes to the letter. */
import { itemsOf } from '../../../tools/n8n/executions.mjs';
import { serve } from './elsewhere.mjs';
import { openExample, withFields } from './ownExample.mjs';
import { node } from './workflows.mjs';

const START = 'Every Morning';
/** Long enough for two sleeps of *Wait for Video*. */
const MORNING_MS = 300_000;
const BETWEEN_ITEMS_MS = 500;

let shops = 0;

/** A shop with a sheet, a JoggAI account and a Data table of its own. */
export async function openShop(world, adapt = (workflow) => workflow) {
	let sheet = [];
	const source = await serve((_request, response) =>
		response
			.writeHead(200, { 'content-type': 'application/json', connection: 'close' })
			.end(JSON.stringify(sheet)),
	);
	const tableName = `Shop ${(shops += 1)}`;
	const example = await openExample(world, 'scheduled-products-to-videos', (workflow) =>
		withFields(adapt(oneAfterTheOther(withSource(workflow, source.url))), 'Videos Table', { tableName }),
	);

	/** Begins a run with these rows in the sheet. */
	async function begin(rows) {
		sheet = rows;
		return await world.n8n.start(example.id, START);
	}

	/** A whole run with these rows in the sheet, and what came of it. */
	async function morning(rows) {
		const before = (await example.charges()).length;
		const execution = await world.n8n.finished(await begin(rows), { timeoutMs: MORNING_MS });
		const [report] = itemsOf(execution, 'Failure Report');
		return {
			status: execution.status,
			message: execution.data.resultData.error?.message ?? '',
			bought: (await example.charges()).slice(before).sort(),
			published: itemsOf(execution, 'Publish the Videos').map(({ json }) => json.videoUrl),
			reported: report?.json.rows ?? [],
		};
	}

	return { ...example, begin, morning, stop: () => Promise.all([example.stop(), source.stop()]) };
}

/** The nodes that the note names are replaced by somebody's own source: one node, called differently. */
function withSource(workflow, url) {
	const { content } = workflow.nodes.find(({ name }) => name === 'About This Workflow').parameters;
	const [, ...replaced] = /Replace \*(.+?)\* and \*(.+?)\* with/.exec(content);
	const source = node('n8n-nodes-base.httpRequest', 'My Shop', { url, options: {} }, { typeVersion: 4.2 });
	const [first, last] = replaced;
	const connections = { ...workflow.connections, [source.name]: workflow.connections[last] };
	delete connections[first];
	delete connections[last];
	const joined = JSON.stringify(connections).replaceAll(`"${first}"`, `"${source.name}"`);
	const nodes = workflow.nodes.filter(({ name }) => !replaced.includes(name));
	return { ...workflow, nodes: [...nodes, source], connections: JSON.parse(joined) };
}

/** Faults hit the sandbox's requests by their order, so the items of a node must not race. */
function oneAfterTheOther(workflow) {
	const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: BETWEEN_ITEMS_MS } } };
	const nodes = workflow.nodes.map((one) =>
		one.type.includes('joggAi') ? { ...one, parameters: { ...one.parameters, requestOptions } } : one,
	);
	return { ...workflow, nodes };
}

/** *Publish the Videos* replaced as its note says: by a node of the same name that posts, with its error output connected. */
export function withPublisher(workflow, url) {
	const name = 'Publish the Videos';
	const publisher = node(
		'n8n-nodes-base.httpRequest',
		name,
		{
			method: 'POST',
			url,
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'url', value: '={{ $json.videoUrl }}' }] },
		},
		{
			typeVersion: 4.2,
			onError: 'continueErrorOutput',
			position: workflow.nodes.find((one) => one.name === name).position,
		},
	);
	const report = { node: 'Note a Video Not Ready', type: 'main', index: 0 };
	return {
		...workflow,
		nodes: [...workflow.nodes.filter((one) => one.name !== name), publisher],
		connections: { ...workflow.connections, [name]: { main: [[], [report]] } },
	};
}
