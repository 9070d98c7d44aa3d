import { OPTIONAL_TEXT } from '../../shared/description/fields';
import { sourceFields } from '../../shared/description/sourceFields';
import type { Field } from '../../shared/platform/field';

export const productName: Field = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Foldable desk lamp',
	routing: { send: { type: 'body', property: 'name', value: OPTIONAL_TEXT } },
};

export const productDescription: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Dimmable, charges by USB-C, folds flat, three colours',
	description: 'What the product is and what speaks for it; the more facts, the better the script',
	routing: { send: { type: 'body', property: 'description', value: OPTIONAL_TEXT } },
};

export const targetAudience: Field = {
	displayName: 'Target Audience',
	name: 'targetAudience',
	type: 'string',
	default: '',
	placeholder: 'e.g. Students who work at night',
	description: 'Who the video should speak to',
	routing: { send: { type: 'body', property: 'target_audience', value: OPTIONAL_TEXT } },
};

/** JoggAI's numbers for the kind of a product's picture (spec). */
const MEDIA_TYPES = [
	{ name: 'Image', value: 1 },
	{ name: 'Video', value: 2 },
];

const mediaValues: Field[] = [
	{ displayName: 'Type', name: 'type', type: 'options', options: MEDIA_TYPES, default: 1 },
	...sourceFields({
		label: 'Media',
		name: 'media',
		file: { path: 'media.#.url', kind: ({ type }) => (Number(type) === 2 ? 'video' : 'image') },
		url: {
			displayName: 'URL',
			name: 'url',
			placeholder: 'e.g. https://example.com/lamp.jpg',
			description: 'Public address of the picture or film itself, not of a page that shows it',
		},
	}),
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Lamp on a desk' },
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. The lamp unfolded, seen from the side',
	},
];

export const media: Field = {
	displayName: 'Media',
	name: 'media',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Media',
	default: {},
	description: 'Pictures and films of the product that JoggAI may show',
	options: [{ displayName: 'Media', name: 'items', values: mediaValues }],
	routing: {
		send: {
			type: 'body',
			property: 'media',
			value:
				'={{ $value.items?.map((one) => ({ type: Number(one.type), url: String(one.url ?? "").trim() || undefined, name: String(one.name ?? "").trim() || undefined, description: String(one.description ?? "").trim() || undefined })) }}',
		},
	},
};
