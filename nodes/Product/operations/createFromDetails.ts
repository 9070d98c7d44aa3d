import { additionalFields, options } from '../../shared/description/fields';
import { makes } from '../../shared/pipeline/make';
import type { Operation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/pipeline/simplify';
import { reuseFields } from '../../shared/pipeline/spending';
import { media, productDescription, productName, targetAudience } from './productFields';
import { createdProduct } from './productOutput';

export const createFromDetails: Operation = {
	name: 'Create From Details',
	value: 'createFromDetails',
	action: 'Create product from details',
	description: 'Describe a product yourself, with pictures and films of it',
	returns: 'productId, name, description, media',
	execute: makes({ request: { method: 'POST', url: '/v2/product' }, ...createdProduct }),
	fields: [
		{ ...productName, required: true },
		productDescription,
		media,
		simplify,
		additionalFields([targetAudience]),
		options(reuseFields()),
	],
};
