import type { INodeParameters } from 'n8n-workflow';
import { JoggAiProduct } from '../../nodes/Product/JoggAiProduct.node';
import { json } from '../harness/engine.cts';
import { reply, startServer } from '../harness/servers.cts';
import { writes } from '../harness/wire.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const run = async (parameters: INodeParameters) =>
	await at.world.run({ type: new JoggAiProduct(), parameters });
const sent = () => writes(at.world).map(({ method, path, body }) => ({ method, path, body }));

const media = {
	items: [
		{ type: 1, url: ' https://example.com/lamp.jpg ', name: 'Lamp', description: '' },
		{ type: '={{ "2" }}', url: 'https://example.com/lamp.mp4', name: '', description: 'The lamp unfolded' },
	],
};
const wireMedia = [
	{ type: 1, url: 'https://example.com/lamp.jpg', name: 'Lamp' },
	{ type: 2, url: 'https://example.com/lamp.mp4', description: 'The lamp unfolded' },
];

describe('Product', () => {
	it('is created from a page with nothing but its address', async () => {
		const { items, error } = await run({ operation: 'createFromUrl', url: ' https://shop.example/lamp ' });

		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			{ method: 'POST', path: '/v2/product', body: { url: 'https://shop.example/lamp' } },
		]);
		expect(items).toEqual([
			{
				json: {
					productId: expect.any(String),
					name: 'Article from shop.example',
					description: expect.any(String),
					targetAudience: '',
					url: 'https://shop.example/lamp',
					media: expect.any(Array),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('is created from a page with everything that may be added', async () => {
		await run({
			operation: 'createFromUrl',
			url: 'https://shop.example/lamp',
			additionalFields: { name: 'Lamp', description: 'Folds', targetAudience: 'Students', media },
		});

		expect(sent()[0].body).toEqual({
			url: 'https://shop.example/lamp',
			name: 'Lamp',
			description: 'Folds',
			target_audience: 'Students',
			media: wireMedia,
		});
	});

	it('is created from details', async () => {
		await run({
			operation: 'createFromDetails',
			name: ' Lamp ',
			description: 'Folds',
			media,
			targetAudience: 'Students',
		});

		expect(sent()).toEqual([
			{
				method: 'POST',
				path: '/v2/product',
				body: { name: 'Lamp', description: 'Folds', target_audience: 'Students', media: wireMedia },
			},
		]);
	});

	it('sends no field that was left alone', async () => {
		await run({ operation: 'createFromDetails', name: 'Lamp' });

		expect(sent()[0].body).toEqual({ name: 'Lamp' });
	});

	it('is updated with PUT, only in what was filled in, and the missing data of the reply is fine', async () => {
		const productId = (await run({ operation: 'createFromDetails', name: 'Lamp' })).items[0].json
			.productId as string;

		const { items, error } = await run({
			operation: 'update',
			productId: `={{ " ${productId} " }}`,
			updateFields: { description: 'Folds', name: '' },
		});

		expect(error).toBeUndefined();
		expect(json(items)).toEqual([{ productId, updated: true }]);
		expect(sent()[1]).toEqual({
			method: 'PUT',
			path: '/v2/product',
			body: { product_id: productId, description: 'Folds' },
		});
	});

	it('that JoggAI does not know is not reported as updated', async () => {
		const { error, status } = await run({
			operation: 'update',
			productId: 'nobody',
			updateFields: { name: 'Lamp' },
		});

		expect(status).toBe('error');
		expect(error?.message).toBe('JoggAI does not know this ID');
	});

	it('comes in JoggAI’s own words in raw mode', async () => {
		const { items } = await run({
			operation: 'createFromDetails',
			name: 'Lamp',
			options: { simplify: false },
		});

		expect(json(items)).toEqual([
			{
				product_id: expect.any(String),
				url: '',
				name: 'Lamp',
				description: '',
				target_audience: '',
				media: [],
			},
		]);
	});

	it.each([
		[{ data: { product_id: 'p-1', name: 'Lamp' } }, 'p-1'],
		[{ product_id: 'p-1', name: 'Lamp' }, 'p-1'],
		[{ data: { name: 'Lamp' } }, undefined],
	])('is believed without the code of JoggAI only where it has an ID (%j)', async (body, productId) => {
		const server = await startServer(reply(200, JSON.stringify(body)));
		const { items, error } = await at.world.run({
			type: new JoggAiProduct(),
			parameters: { operation: 'createFromDetails', name: 'Lamp' },
			credentials: { ...at.world.credentials, domain: server.url },
		});

		expect(items[0]?.json.productId).toBe(productId);
		expect(error === undefined).toBe(productId !== undefined);
	});

	it('whose page cannot be read is told with JoggAI’s words', async () => {
		const { error } = await run({ operation: 'createFromUrl', url: 'https://shop.example/[fail]' });

		expect(error?.message).toContain('failed to extract product information');
	});
});
