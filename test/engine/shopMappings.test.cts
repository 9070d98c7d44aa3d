/** docs/from-shop-to-video.md: its expressions, read from the page, on items of the shape that each source has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JoggAiAiScript } from '../../nodes/AiScript/JoggAiAiScript.node';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { JoggAiTemplateVideo } from '../../nodes/TemplateVideo/JoggAiTemplateVideo.node';
import { json } from '../harness/engine.cts';
import { ROOT } from '../harness/nodeTypes.cts';
import { writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const PAGE = readFileSync(join(ROOT, 'docs/from-shop-to-video.md'), 'utf8');
const PICTURE = 'https://shop.example.com/lamp.jpg';
const PRODUCT_PAGE = 'https://shop.example.com/products/lamp';
const HTML = '<p>Dimmable.</p><ul><li>Folds flat</li></ul>';

/** By heading of the page: an item for each table of fields, in the shape of its source. */
const ITEMS: Record<string, IDataObject[]> = {
	'Google Merchant feed': [
		{
			title: 'Desk lamp',
			link: PRODUCT_PAGE,
			content: HTML,
			contentSnippet: 'Dimmable. Folds flat',
			'g:id': 'LAMP-1',
			'g:image_link': PICTURE,
			'g:price': '49.00 EUR',
		},
	],
	'CSV file of the shop': [
		{
			ID: '12',
			Type: 'simple',
			SKU: 'LAMP-1',
			Name: 'Desk lamp',
			'Short description': '',
			Description: HTML,
			'Regular price': '49',
			Images: `${PICTURE}, https://shop.example.com/side.jpg`,
		},
		{
			Handle: 'lamp',
			Title: 'Desk lamp',
			'Body (HTML)': HTML,
			'Variant Price': '49.00',
			'Image Src': PICTURE,
		},
	],
	'WooCommerce node': [
		{
			id: 12,
			name: 'Desk lamp',
			permalink: PRODUCT_PAGE,
			type: 'variable',
			short_description: HTML,
			description: '<p>All about it</p>',
			price: '49',
			images: [
				{ id: 1, src: PICTURE, alt: '' },
				{ id: 2, src: 'https://shop.example.com/side.jpg' },
			],
			variations: [13, 14],
		},
	],
	'Shopify node': [
		{
			id: 632910392,
			title: 'Desk lamp',
			body_html: HTML,
			handle: 'lamp',
			status: 'active',
			variants: [
				{ id: 1, price: '49.00' },
				{ id: 2, price: '59.00' },
			],
			images: [{ id: 1, src: PICTURE, variant_ids: [] }],
		},
	],
	Sheet: [
		{
			name: 'Desk lamp',
			description: 'Dimmable. Folds flat',
			price: '49 EUR',
			image: PICTURE,
			page: PRODUCT_PAGE,
		},
	],
	'Web page of the product': [{ url: PRODUCT_PAGE }],
};

/** The cells of each table below a heading whose first column is called so. */
function tablesBelow(heading: string, firstColumn: string): string[][][] {
	const section = PAGE.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
	return [...section.matchAll(/(?:^\|.*\n)+/gm)]
		.map(([table]) =>
			table
				.trim()
				.split('\n')
				.map((row) =>
					row
						.slice(1, -1)
						.split('|')
						.map((cell) => cell.trim()),
				),
		)
		.filter(([[first]]) => first === firstColumn)
		.map(([, , ...rows]) => rows);
}

const codeIn = (cell: string): string => /`(.+)`/.exec(cell)?.[1].trim() ?? '';

/** What is pasted into each field. */
const fieldsOf = (rows: string[][]): Record<string, string> =>
	Object.fromEntries(rows.map((row) => [row[0], `=${codeIn(row.at(-1) ?? '')}`]));

const WAYS = Object.entries(ITEMS).flatMap(([heading, items]) =>
	tablesBelow(heading, 'Field').map((rows, index) => ({
		title: items.length > 1 ? `${heading}, table ${index + 1}` : heading,
		fields: fieldsOf(rows),
		item: items[index],
	})),
);
const withA = (field: string) => WAYS.filter(({ fields }) => field in fields);

const at = eachInItsOwnWorld();

/** What a node of this type sends for an item. */
async function sent(type: object, parameters: INodeParameters, item: IDataObject) {
	const { error } = await at.world.run({ type: type as never, parameters, items: [{ json: item }] });
	expect(error).toBeUndefined();
	return writes(at.world).map(({ path, body }) => ({ path, body: body as IDataObject }))[0];
}

/** Words, whatever stands between them. */
const words = (text: unknown): string => String(text).replace(/\s+/g, ' ').trim();
const NAME = 'Desk lamp';
const DESCRIPTION = /^Dimmable\. Folds flat Price: 49(\.00)? EUR\.$/;

const fromDetails = (fields: Record<string, string>, url = fields.URL): INodeParameters => ({
	operation: 'createFromDetails',
	name: fields.Name,
	description: fields.Description,
	media: { items: [{ type: 1, mediaSource: 'url', url, name: '', description: '' }] },
});

describe('From shop to video', () => {
	it('is tried with an item for every table of fields', () => {
		const headings = PAGE.split(/^## /m)
			.map((text) => text.split('\n')[0])
			.filter((heading) => tablesBelow(heading, 'Field').length > 0);
		expect(headings.map((heading) => [heading, tablesBelow(heading, 'Field').length])).toEqual(
			Object.entries(ITEMS).map(([heading, items]) => [heading, items.length]),
		);
		expect([withA('Name').length, withA('URL').length, withA('Product Page URL').length]).toEqual([6, 6, 6]);
	});

	describe.each(withA('Name'))('$title', ({ fields, item }) => {
		it('makes a product with its picture', async () => {
			const { path, body } = await sent(new JoggAiProduct(), fromDetails(fields), item);
			expect(path).toBe('/v2/product');
			expect(body).toEqual({
				name: NAME,
				description: expect.any(String),
				media: [{ type: 1, url: PICTURE }],
			});
			expect(words(body.description)).toMatch(DESCRIPTION);
		});

		it('makes a script', async () => {
			const { path, body } = await sent(
				new JoggAiAiScript(),
				{
					operation: 'generate',
					productSource: 'details',
					productName: fields.Name,
					productDescription: fields.Description,
				},
				item,
			);
			expect(path).toBe('/v2/ai_scripts');
			const { data } = body.product_info as { data: IDataObject };
			expect(data.name).toBe(NAME);
			expect(words(data.description)).toMatch(DESCRIPTION);
		});

		it('fills in a template', async () => {
			const items = [
				{ type: 'text', name: 'headline', value: fields.Name },
				{ type: 'image', name: 'photo', value: fields.URL },
				{ type: 'script', name: 'narration', value: fields.Description },
			];
			const { body } = await sent(
				new JoggAiTemplateVideo(),
				{
					operation: 'create',
					template: { __rl: true, mode: 'id', value: '88' },
					variablesFrom: 'manual',
					manualVariables: { items },
				},
				item,
			);
			const [headline, photo, narration] = body.variables as Array<{ properties: IDataObject }>;
			expect([headline.properties, photo.properties]).toEqual([{ content: NAME }, { url: PICTURE }]);
			expect(words(narration.properties.content)).toMatch(DESCRIPTION);
		});
	});

	it.each(withA('Product Page URL'))('$title leads to the page of the product', async ({ fields, item }) => {
		const parameters = { operation: 'createFromUrl', url: fields['Product Page URL'] };
		expect((await sent(new JoggAiProduct(), parameters, item)).body).toEqual({ url: PRODUCT_PAGE });
	});

	const [wrong] = tablesBelow('What is often missing', 'In the shop');

	it('knows what often goes wrong', () => expect(wrong.length).toBeGreaterThan(5));

	it.each(wrong)('%s: %s', async (where, message) => {
		const { items } = await at.world.run({
			type: new JoggAiProduct(),
			// To the sandbox a network of one's own is as good as the internet.
			credentials: { ...at.world.credentials, domain: 'https://api.jogg.ai' },
			parameters: fromDetails({ Name: NAME, Description: NAME }, `={{ ${JSON.stringify(codeIn(where))} }}`),
			node: { onError: 'continueRegularOutput' },
		});
		expect(json(items)).toEqual([
			expect.objectContaining({ error: message, details: expect.objectContaining({ charged: false }) }),
		]);
		expect(writes(at.world)).toEqual([]);
	});
});
