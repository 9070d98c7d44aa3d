import type { World } from './world.cts';

/** A product for videos to be about; answers its ID. */
export async function addProduct({ joggAi }: World): Promise<string> {
	const reply = await fetch(`${joggAi.url}/v2/product`, {
		method: 'POST',
		headers: { 'x-api-key': 'sandbox-key', 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Desk lamp', description: 'Folds flat' }),
	});
	const { data } = (await reply.json()) as { data: { product_id: string } };
	return data.product_id;
}
