import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/api/problem';
import { options } from '../../shared/description/fields';
import { readsOptions } from '../../shared/description/jobForm';
import { makes } from '../../shared/operations/make';
import { simplify } from '../../shared/form/simplify';
import { reuseFields } from '../../shared/purchases/spendingFields';
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
		transient: true,
	});
}

/** What a product is made with unless the user says otherwise. */
export const productOptions = options([...reuseFields, simplify]);

/** Creates a product from whatever the fields have put into the request. */
export const createsProduct = readsOptions(
	makes({
		request: { method: 'POST', url: '/v2/product' },
		idKey: 'product_id',
		isExpected: (data) => asText(asObject(data).product_id) !== undefined,
		simplify: (data) => productOutput(requireProductId(data)),
		raw: requireProductId,
	}),
	[simplify],
);
