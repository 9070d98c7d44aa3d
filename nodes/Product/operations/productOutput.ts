import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/api/problem';
import { asObject, asText } from '../../shared/vocabulary/values';

/** A product with its ID first, ready to be dragged into the next node. */
function productOutput(data: IDataObject): IDataObject {
	return {
		productId: asText(data.product_id),
		name: data.name,
		description: data.description,
		targetAudience: data.target_audience,
		url: data.url,
		media: data.media,
	};
}

/** Without its ID nobody could use the product. Throws a ProblemError. */
function requireProductId(data: IDataObject): IDataObject {
	if (asText(data.product_id) !== undefined) return data;
	throw new ProblemError({
		what: 'JoggAI created the product but did not say its ID',
		next: 'Run the item again; products cost nothing. Write to support@jogg.ai if it stays.',
	});
}

/** How operations that create a product output it, simplified and raw. */
export const createdProduct = {
	idKey: 'product_id',
	isExpected: (data: unknown): boolean => asText(asObject(data).product_id) !== undefined,
	simplify: (data: IDataObject): IDataObject => productOutput(requireProductId(data)),
	raw: requireProductId,
};
