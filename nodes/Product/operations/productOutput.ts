import type { IDataObject } from 'n8n-workflow';

/** A product with its ID first, ready to be dragged into the next node. */
export function productOutput(data: IDataObject): IDataObject {
	return {
		productId: data.product_id,
		name: data.name,
		description: data.description,
		targetAudience: data.target_audience,
		url: data.url,
		media: data.media,
	};
}
