import { TEXT } from '../../shared/description/fields';
import { avatarFields, avatarSourceOptions } from '../../shared/description/pickers/avatar';
import { sourceFields } from '../../shared/description/sourceFields';
import type { Field } from '../../shared/platform/field';
import { PRESENTER_TYPES } from '../../shared/vocabulary/avatars';

const [avatarSource, avatar] = avatarFields({
	id: 'avatar_source.avatar_id',
	type: 'avatar_source.avatar_type',
});

const shownFor = (presenter: string) => ({ show: { presenter: [presenter] } });

/** Who presents the product: an avatar, a person in a picture, or somebody described in words. */
export const presenterFields: Field[] = [
	{
		displayName: 'Presenter',
		name: 'presenter',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Avatar', value: 'id', description: "An avatar of JoggAI's library or of your own" },
			{
				name: 'Description',
				value: 'description',
				description: 'A person that JoggAI invents from your words',
			},
			{ name: 'Picture of a Person', value: 'image', description: 'A person in a picture of yours' },
		],
		default: 'id',
		description: 'Who shows the product',
		routing: { send: { type: 'body', property: 'avatar_source.type' } },
	},
	{
		...avatarSource,
		options: avatarSourceOptions.filter(({ value }) => String(value) in PRESENTER_TYPES),
		displayOptions: shownFor('id'),
		routing: {
			send: {
				type: 'body',
				property: 'avatar_source.avatar_type',
				value: `={{ (${JSON.stringify(PRESENTER_TYPES)})[$value] }}`,
			},
		},
	},
	{ ...avatar, description: 'Who shows the product', displayOptions: shownFor('id') },
	{
		displayName: 'Person Description',
		name: 'personDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Smiling woman in her thirties, linen shirt',
		description: 'What the person looks like',
		displayOptions: shownFor('description'),
		routing: { send: { type: 'body', property: 'avatar_source.value', value: TEXT } },
	},
	...sourceFields({
		label: 'Person Image',
		name: 'personImage',
		field: 'person',
		file: { path: 'avatar_source.value', kind: 'image' },
		displayOptions: shownFor('image'),
		url: {
			displayName: 'Person Image URL',
			name: 'personImageUrl',
			placeholder: 'e.g. https://example.com/person.png',
			description: 'Public address of a picture of the person',
			routing: { send: { type: 'body', property: 'avatar_source.value', value: TEXT } },
		},
	}),
];
