import { additionalFields, callbackUrl, OPTIONAL_TEXT, TEXT } from '../../shared/description/fields';
import { startFields } from '../../shared/pipeline/jobs';
import type { Operation } from '../../shared/pipeline/operation';
import { startsJob } from '../../shared/pipeline/startJob';
import { webAddress } from '../../shared/pipeline/validation';
import { choices } from '../../shared/vocabulary/choices';
import { IMAGE_QUALITIES, IMAGE_RATIOS } from '../../shared/vocabulary/productAvatars';
import { presenterFields } from './presenterFields';

export const generateImages: Operation = {
	name: 'Generate Images',
	value: 'generateImages',
	action: 'Generate product avatar images',
	description:
		'Make images of a presenter with your product (JoggAI does not publish the price), no avatar yet: Create Avatar turns one of them into one that can speak',
	execute: startsJob({
		job: 'productImages',
		request: { method: 'POST', url: '/v2/product_avatar/generation' },
	}),
	fields: [
		{
			displayName: 'Product Image URL',
			name: 'productImageUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/lamp.png',
			description: 'Public address of a picture of the product itself, not of a page that shows it',
			check: webAddress,
			routing: { send: { type: 'body', property: 'product_image_url', value: TEXT } },
		},
		...presenterFields,
		{
			displayName: 'Quality',
			name: 'quality',
			type: 'options',
			options: choices(IMAGE_QUALITIES),
			default: 'medium',
			routing: { send: { type: 'body', property: 'quality' } },
		},
		{
			displayName: 'Aspect Ratio',
			name: 'aspectRatio',
			type: 'options',
			options: choices(IMAGE_RATIOS),
			default: '2:3',
			routing: { send: { type: 'body', property: 'aspect_ratio' } },
		},
		{
			displayName: 'Number of Images',
			name: 'numberOfImages',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 4, numberPrecision: 0 },
			required: true,
			default: 1,
			description: 'How many images to make, 1 to 4',
			routing: { send: { type: 'body', property: 'num_images', value: '={{ Number($value) }}' } },
		},
		...startFields('productImages'),
		additionalFields([
			callbackUrl('productImages'),
			{
				displayName: 'Prompt',
				name: 'prompt',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. Holds the lamp up with both hands in a cosy study',
				description: 'What the image should show: pose, surroundings, clothes, light',
				routing: { send: { type: 'body', property: 'prompt', value: OPTIONAL_TEXT } },
			},
		]),
	],
};
