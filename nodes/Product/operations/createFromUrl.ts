import { additionalFields } from '../../shared/description/fields';
import type { Operation } from '../../shared/pipeline/operation';
import { reachable } from '../../shared/vocabulary/addresses';
import { media, productDescription, productName, targetAudience } from './productFields';
import { createsProduct, productOptions } from './productOutput';

export const createFromUrl: Operation = {
	name: 'Create From URL',
	value: 'createFromUrl',
	action: 'Create product from URL',
	description: "Let JoggAI read a shop's product page: name, description and pictures",
	returns: 'productId, name, description, media',
	execute: createsProduct,
	fields: [
		{
			displayName: 'Product Page URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://www.example.com/desk-lamp',
			description: 'Public page of one product, e.g. on Amazon, eBay, Shopify, TikTok or your own shop',
			check: reachable,
			routing: { send: { type: 'body', property: 'url', value: '={{ $value.trim() }}' } },
		},
		additionalFields([productDescription, media, productName, targetAudience], {
			description: 'JoggAI may prefer what it finds on the page; change a product afterwards with Update',
		}),
		productOptions,
	],
};
