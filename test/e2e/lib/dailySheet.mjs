/** The example "A sheet of products on a schedule" in the hands of somebody who follows its notes to the letter. */
import { itemsOf } from '../../../tools/n8n/executions.mjs';
import { openExample, withFields } from './ownExample.mjs';
import { openSheet } from './sheet.mjs';
import { node } from './workflows.mjs';

const START = 'Every Morning';
/** Long enough for two sleeps of *Make Video*. */
const MORNING_MS = 300_000;
const BETWEEN_ITEMS_MS = 500;

let shops = 0;

/** A shop with a sheet and a JoggAI account of its own. */
export async function openShop(world, adapt = (workflow) => workflow) {
	// n8n takes a table for another one whose name contains it.
	const tableName = `Shop ${String((shops += 1)).padStart(3, '0')}`;
	const example = await openExample(world, 'scheduled-products-to-videos', (workflow) =>
		withFields(adapt(oneAfterTheOther(workflow)), 'Product Sheet', { tableName }),
	);
	// The first run makes the sheet.
	await world.n8n.run(example.id, START, { timeoutMs: MORNING_MS });
	const sheet = await openSheet(world.n8n, tableName);

	/** Begins a run with these rows in the sheet. */
	async function begin(rows) {
		await sheet.fill(rows);
		return await world.n8n.start(example.id, START);
	}

	/** A whole run with these rows in the sheet, and what came of it. */
	async function morning(rows) {
		const before = (await example.charges()).length;
		const execution = await world.n8n.finished(await begin(rows), { timeoutMs: MORNING_MS });
		const [report] = itemsOf(execution, 'Report');
		return {
			status: execution.status,
			message: execution.data.resultData.error?.message ?? '',
			bought: (await example.charges()).slice(before).sort(),
			published: itemsOf(execution, 'Video Finished?').map(({ json }) => json.videoUrl),
			reported: report?.json.rows ?? [],
			sheet: await sheet.rows(),
		};
	}

	return { ...example, begin, morning, ...sheet };
}

/** Faults hit the sandbox's requests by their order, so the items of a node must not race. */
function oneAfterTheOther(workflow) {
	const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: BETWEEN_ITEMS_MS } } };
	const nodes = workflow.nodes.map((one) =>
		one.type.includes('joggAi') ? { ...one, parameters: { ...one.parameters, requestOptions } } : one,
	);
	return { ...workflow, nodes };
}

/** A node that posts, added where the note says: between *Video Finished?* (true) and *Write into the Row*, by both outputs. */
export function withPublisher(workflow, url) {
	const { content } = workflow.nodes.find(
		({ name }) => name === 'About Publishing and Your Own Sheet',
	).parameters;
	const [, before, behind] = /between \*(.+?)\* \(true\) and \*(.+?)\*/.exec(content);
	const publisher = node(
		'n8n-nodes-base.httpRequest',
		'Publish the Videos',
		{
			method: 'POST',
			url,
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'url', value: '={{ $json.videoUrl }}' }] },
		},
		{ typeVersion: 4.2, onError: 'continueErrorOutput' },
	);
	const [, ifFalse] = workflow.connections[before].main;
	const to = (name) => [{ node: name, type: 'main', index: 0 }];
	return {
		...workflow,
		nodes: [...workflow.nodes, publisher],
		connections: {
			...workflow.connections,
			[before]: { main: [to(publisher.name), ifFalse] },
			[publisher.name]: { main: [to(behind), to(behind)] },
		},
	};
}
