import { webAddress } from '../../shared/corridor/checks';
import type { Operation } from '../../shared/corridor/plan';
import { simplify } from '../../shared/description/jobFields';
import { media, productDescription, productName, targetAudience } from './productFields';
import { productOutput } from './productOutput';

export const createFromUrl: Operation = {
	name: 'Create From URL',
	value: 'createFromUrl',
	action: 'Create product from URL',
	description: "Let JoggAI read a shop's product page: name, description and pictures",
	plan: { does: 'call', request: { method: 'POST', url: '/v2/product' }, simplify: productOutput },
	fields: [
		{
			displayName: 'Product Page URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://www.example.com/desk-lamp',
			description: 'Public page of one product, e.g. on Amazon, eBay, Shopify, TikTok or your own shop',
			check: webAddress,
			routing: { send: { type: 'body', property: 'url', value: '={{ $value.trim() }}' } },
		},
		simplify,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'JoggAI may prefer what it finds on the page; change a product afterwards with Update',
			options: [productDescription, media, productName, targetAudience],
		},
	],
};
