/** docs/from-shop-to-video.md, "CSV file of the shop": fetched by HTTP Request, read by Extract from File. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from './lib/editor.mjs';
import { serve } from './lib/elsewhere.mjs';
import { node, start, START, workflow } from './lib/workflows.mjs';

const PICTURE = 'https://shop.example.com/lamp.jpg';
/** As a shop writes it: with a byte order mark, commas, quotation marks and line breaks in cells. */
const EXPORT = `\ufeffID,Type,Name,"Short description","Regular price",Images
12,simple,"Lamp ""Sun"", black","<p>Dimmable,
folds flat</p>",49,"${PICTURE}, https://shop.example.com/side.jpg"
13,simple,Chair,<p>Oak</p>,120,${PICTURE}
`;

export function shopFile(world) {
	describe('the CSV file of a shop', () => {
		let shop;
		before(async () => {
			shop = await serve((_request, response) =>
				response.writeHead(200, { 'content-type': 'text/csv', connection: 'close' }).end(EXPORT),
			);
		});
		after(() => shop.stop());

		it('becomes one product of each row, with the columns as they are called in it', async () => {
			const account = await world.newAccount();
			const made = await world.editor.create(
				workflow('Shop file', [
					start(),
					node(
						'n8n-nodes-base.httpRequest',
						'Fetch the File',
						{ url: shop.url, options: { response: { response: { responseFormat: 'file' } } } },
						{ typeVersion: 4.2 },
					),
					node('n8n-nodes-base.extractFromFile', 'Rows', { operation: 'csv', options: {} }),
					node(
						'joggAiProduct',
						'Products',
						{
							operation: 'createFromDetails',
							name: '={{ $json.Name }}',
							description:
								"={{ $json['Short description'].replace(/<[^>]*>/g, ' ') }} Price: {{ $json['Regular price'] }} EUR.",
							media: {
								items: [{ type: 1, mediaSource: 'url', url: "={{ $json.Images.split(',')[0] }}" }],
							},
						},
						{ credentials: account.credentials },
					),
				]),
			);
			const execution = await world.n8n.run(made.id, START, { timeoutMs: 60_000 });

			assert.equal(execution.status, 'success', problemOf(execution).message);
			assert.equal(itemsOf(execution, 'Products').length, 2);
			const bodies = (await world.joggAi.requests(account.key, /\/v2\/product$/)).map(({ body }) => body);
			assert.deepEqual(
				// Both leave in the same moment, so that either may arrive first.
				bodies
					.sort((a, b) => b.name.localeCompare(a.name))
					.map(({ name, description, media }) => [
						name,
						description.replace(/\s+/g, ' ').trim(),
						media.map(({ url }) => url),
					]),
				[
					['Lamp "Sun", black', 'Dimmable, folds flat Price: 49 EUR.', [PICTURE]],
					['Chair', 'Oak Price: 120 EUR.', [PICTURE]],
				],
			);
		});
	});
}
