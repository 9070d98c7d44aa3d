import { TEXT, updateFields } from '../../shared/description/fields';
import { calls } from '../../shared/operations/call';
import type { Field } from '../../shared/platform/field';
import type { Operation } from '../../shared/pipeline/operation';
import { media, productDescription, productName, targetAudience } from './productFields';

/** JoggAI does not say that a text can be cleared, so whoever empties one is told instead of being ignored. */
const kept = (field: Field): Field => ({ ...field, isNeededWhenAdded: true });

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update product',
	description: 'Correct the name, description, audience or pictures of a product before making a video',
	returns: 'productId, updated',
	execute: calls({
		request: { method: 'PUT', url: '/v2/product' },
		withoutData: true,
		simplify: (_, parameter) => ({ productId: String(parameter('productId')).trim(), updated: true }),
	}),
	fields: [
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. NTIzMzc0NjI5',
			hint: 'Drag in "productId" from the output of a Create operation',
			routing: { send: { type: 'body', property: 'product_id', value: TEXT } },
		},
		updateFields([kept(productDescription), media, productName, kept(targetAudience)]),
	],
};
