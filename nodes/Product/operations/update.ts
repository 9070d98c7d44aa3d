import type { Operation } from '../../shared/corridor/plan';
import { TEXT } from '../../shared/description/texts';
import { media, productDescription, productName, targetAudience } from './productFields';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update product',
	description: 'Correct the name, description, audience or pictures of a product before making a video',
	plan: {
		does: 'call',
		request: { method: 'PUT', url: '/v2/product' },
		withoutData: true,
		simplify: (_, parameter) => ({ productId: String(parameter('productId')).trim(), updated: true }),
	},
	fields: [
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. NTIzMzc0NjI5',
			description: 'Drag it in from the output of a Create operation',
			routing: { send: { type: 'body', property: 'product_id', value: TEXT } },
		},
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			required: true,
			default: {},
			description: 'What to change; everything else stays as it is',
			options: [productDescription, media, productName, targetAudience],
		},
	],
};
