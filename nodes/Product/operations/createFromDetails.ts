import type { Operation } from '../../shared/pipeline/operation';
import { media, productDescription, productName, targetAudience } from './productFields';
import { createsProduct, productOptions } from './productOutput';

export const createFromDetails: Operation = {
	name: 'Create From Details',
	value: 'createFromDetails',
	action: 'Create product from details',
	description: 'Describe a product yourself, with pictures and films of it',
	returns: 'productId, name, description, media',
	execute: createsProduct,
	fields: [{ ...productName, required: true }, productDescription, media, targetAudience, productOptions],
};
