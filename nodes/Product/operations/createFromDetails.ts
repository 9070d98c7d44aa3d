import type { Operation } from '../../shared/corridor/plan';
import { simplify } from '../../shared/description/jobFields';
import { media, productDescription, productName, targetAudience } from './productFields';
import { productOutput } from './productOutput';

export const createFromDetails: Operation = {
	name: 'Create From Details',
	value: 'createFromDetails',
	action: 'Create product from details',
	description: 'Describe a product yourself, with pictures and films of it',
	plan: { does: 'call', request: { method: 'POST', url: '/v2/product' }, simplify: productOutput },
	fields: [
		{ ...productName, required: true },
		productDescription,
		media,
		simplify,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [targetAudience],
		},
	],
};
