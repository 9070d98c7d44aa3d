/** The example "A Google Merchant product feed to videos" in a shop whose feed changes from day to day. */
import { itemsOf } from '../../../tools/n8n/executions.mjs';
import { serve } from './elsewhere.mjs';
import { openExample, withFields } from './ownExample.mjs';
import { openSheet } from './sheet.mjs';

const START = 'Every Morning';
/** Long enough for two sleeps of *Make Video*. */
const MORNING_MS = 300_000;

let shops = 0;

/** A product as it stands in the feed; an empty field is left out. */
const itemOf = (fields) =>
	`<item>${Object.entries(fields)
		.filter(([, text]) => text !== '')
		.map(([tag, text]) => `<${tag}><![CDATA[${text}]]></${tag}>`)
		.join('')}</item>`;

/** An RSS feed as Google Merchant Center takes it. */
const feedOf = (products) =>
	`<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>
<title>The shop</title><link>https://shop.example.com</link><description>All products</description>
${products.map(itemOf).join('\n')}
</channel></rss>`;

/** A shop with a feed, a JoggAI account and a Data table of its own. */
export async function openFeed(world, adapt = (workflow) => workflow) {
	let reply = { status: 503, text: '' };
	const shop = await serve((_request, response) =>
		response
			.writeHead(reply.status, { 'content-type': 'application/xml', connection: 'close' })
			.end(reply.text),
	);
	// n8n takes a table for another one whose name contains it.
	const tableName = `Feed ${String((shops += 1)).padStart(3, '0')}`;
	const example = await openExample(world, 'product-feed-to-videos', (workflow) =>
		withFields(withFields(adapt(workflow), 'Product Feed', { url: shop.url }), 'Videos Table', { tableName }),
	);

	/** Begins a run with these products in the feed. */
	function begin(products) {
		reply = { status: 200, text: feedOf(products) };
		return world.n8n.start(example.id, START);
	}

	/** The Data table, which the first run makes. */
	const table = () => openSheet(world.n8n, tableName);

	/** Writes into the lines of a product, as its owner would. */
	async function write(product, columns) {
		const { rows, write: writeLine } = await table();
		for (const line of await rows()) if (line.product === product) await writeLine(line.id, columns);
	}

	/** A whole run in which the shop answers so. */
	async function answered(status, text) {
		reply = { status, text };
		const before = (await example.charges()).length;
		const id = await world.n8n.start(example.id, START);
		const execution = await world.n8n.finished(id, { timeoutMs: MORNING_MS });
		const [report] = itemsOf(execution, 'Report');
		return {
			status: execution.status,
			message: execution.data.resultData.error?.message ?? '',
			bought: (await example.charges()).slice(before).sort(),
			published: itemsOf(execution, 'Video Finished?').map(({ json }) => json.videoUrl),
			made: itemsOf(execution, 'Write into the Table')
				.filter(({ json }) => json.status === 'done')
				.map(({ json }) => json.product)
				.sort(),
			reported: report?.json.products ?? [],
		};
	}

	return {
		...example,
		answered,
		begin,
		table,
		write,
		/** A whole run with these products in the feed, and what came of it. */
		morning: (products) => answered(200, feedOf(products)),
		stop: () => Promise.all([example.stop(), shop.stop()]),
	};
}
