import { OPTIONAL_TEXT } from '../../shared/description/fields';
import { startJob } from '../../shared/description/jobOperations';
import { fileOption, orOption } from '../../shared/description/sourceFields';
import type { Field } from '../../shared/platform/field';
import { ASPECT_RATIOS, choices } from '../../shared/vocabulary/choices';
import {
	PHOTO_AGES,
	PHOTO_ETHNICITIES,
	PHOTO_GENDERS,
	PHOTO_MODELS,
	PHOTO_STYLES,
} from '../../shared/vocabulary/avatars';

const referenceUrl: Field = {
	displayName: 'Reference Photo URL',
	name: 'referencePhotoUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/portrait.png',
	description:
		'Public address of a frontal, evenly lit portrait that the photos should resemble: JPG, PNG or WebP of at least 512×512 pixels and up to 10 MB',
	routing: { send: { type: 'body', property: 'image_url', value: OPTIONAL_TEXT } },
};

const referenceFile = fileOption({
	label: 'Reference Photo',
	name: 'referencePhoto',
	url: referenceUrl,
	file: { path: 'image_url', kind: 'image' },
});

export const generatePhotos = startJob({
	name: 'Generate Photos',
	value: 'generatePhotos',
	action: 'Generate photos',
	description:
		'Make four photos of a person (0.2 credits), no avatar yet: Create Avatar turns one of them into one that can speak',
	price: '0.2 credits',
	starts: { job: 'photoImages', request: { method: 'POST', url: '/v2/photo_avatar/photo/generate' } },
	fields: [
		{
			displayName: 'Gender',
			name: 'gender',
			type: 'options',
			options: choices(PHOTO_GENDERS),
			default: 'Female',
			routing: { send: { type: 'body', property: 'gender' } },
		},
		{
			displayName: 'Age',
			name: 'age',
			type: 'options',
			options: choices(PHOTO_AGES),
			default: 'Adult',
			routing: { send: { type: 'body', property: 'age' } },
		},
		{
			displayName: 'Avatar Style',
			name: 'avatarStyle',
			type: 'options',
			options: choices(PHOTO_STYLES),
			default: 'Professional',
			description: 'Whether the person looks as at work or as on social media',
			routing: { send: { type: 'body', property: 'avatar_style' } },
		},
		{
			displayName: 'Aspect Ratio',
			name: 'aspectRatio',
			type: 'options',
			options: choices(ASPECT_RATIOS),
			default: 'portrait',
			routing: { send: { type: 'body', property: 'aspect_ratio' } },
		},
		{
			displayName: 'Image Model',
			name: 'imageModel',
			type: 'options',
			options: choices(PHOTO_MODELS),
			default: 'modern',
			description: "Which of JoggAI's image models makes the photos",
			routing: { send: { type: 'body', property: 'model' } },
		},
	],
	options: [
		{
			displayName: 'Appearance',
			name: 'appearance',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Short curly hair, round glasses, navy blazer',
			description: 'What the person looks like and wears',
			routing: { send: { type: 'body', property: 'appearance', value: OPTIONAL_TEXT } },
		},
		{
			displayName: 'Background',
			name: 'background',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Bright studio with plants',
			description: 'What is behind the person',
			routing: { send: { type: 'body', property: 'background', value: OPTIONAL_TEXT } },
		},
		{
			displayName: 'Ethnicity',
			name: 'ethnicity',
			type: 'options',
			options: choices(PHOTO_ETHNICITIES),
			default: 'African',
			routing: { send: { type: 'body', property: 'ethnicity' } },
		},
		referenceFile,
		orOption(referenceUrl, referenceFile),
	],
});
