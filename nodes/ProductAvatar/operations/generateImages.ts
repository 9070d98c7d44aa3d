import type { IDataObject } from 'n8n-workflow';
import { callbackUrl, OPTIONAL_TEXT, TEXT } from '../../shared/description/fields';
import { startJob } from '../../shared/description/jobOperations';
import { fileOption, orOption } from '../../shared/description/sourceFields';
import type { Field } from '../../shared/platform/field';
import type { Preparation } from '../../shared/pipeline/operation';
import { choices } from '../../shared/vocabulary/choices';
import { IMAGE_QUALITIES, IMAGE_RATIOS } from '../../shared/vocabulary/avatars';
import { presenterFields } from './presenterFields';

const USUAL_QUALITY = 'medium';

/** JoggAI wants to know it of every request (spec). */
function completeQuality({ request }: Preparation): void {
	request.body = { quality: USUAL_QUALITY, ...(request.body as IDataObject) };
}

const productImageUrl: Field = {
	displayName: 'Product Image URL',
	name: 'productImageUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/lamp.png',
	description: 'Public address of a picture of the product itself, not of a page that shows it',
	routing: { send: { type: 'body', property: 'product_image_url', value: TEXT } },
};

const productImageFile = fileOption({
	label: 'Product Image',
	name: 'productImage',
	url: productImageUrl,
	file: { path: 'product_image_url', kind: 'image' },
});

export const generateImages = startJob({
	name: 'Generate Images',
	value: 'generateImages',
	action: 'Generate product avatar images',
	description:
		'Make images of a presenter with your product (JoggAI does not publish the price), no avatar yet: Create Avatar turns one of them into one that can speak',
	starts: { job: 'productImages', request: { method: 'POST', url: '/v2/product_avatar/generation' } },
	prepare: completeQuality,
	fields: [
		{
			...orOption(productImageUrl, productImageFile),
			displayOptions: { hide: { [`/options.${productImageFile.name}`]: [{ _cnd: { exists: true } }] } },
		},
		...presenterFields,
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
	],
	options: [
		{
			displayName: 'Quality',
			name: 'quality',
			type: 'options',
			options: choices(IMAGE_QUALITIES),
			default: USUAL_QUALITY,
			routing: { send: { type: 'body', property: 'quality' } },
		},
		callbackUrl('productImages'),
		productImageFile,
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
	],
});
