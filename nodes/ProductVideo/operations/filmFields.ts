import { callbackUrl, OPTIONAL_TEXT, TEXT, videoName } from '../../shared/description/fields';
import { avatarFields } from '../../shared/description/pickers/avatar';
import { musicOption } from '../../shared/description/pickers/music';
import { voiceOption } from '../../shared/description/pickers/voice';
import type { Field } from '../../shared/platform/field';
import { ASPECT_RATIOS, choices, VIDEO_LENGTHS } from '../../shared/vocabulary/choices';
import { LANGUAGES } from '../../shared/vocabulary/languages';
import { SCRIPT_STYLES, USUAL_SCRIPT_STYLE } from '../../shared/vocabulary/scripts';

/** What a product video, or a preview of one, is about and which shape it has. */
export const productFields: Field[] = [
	{
		displayName: 'Product ID',
		name: 'productId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. NTIzMzc0NjI5',
		hint: 'Drag in "productId" from the output of JoggAI Product',
		routing: { send: { type: 'body', property: 'product_id', value: TEXT } },
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: choices(ASPECT_RATIOS),
		default: 'landscape',
		routing: { send: { type: 'body', property: 'video_spec.aspect_ratio' } },
	},
];

/** Who says what, and for how long. */
export const speechFields: Field[] = [
	{
		displayName: 'Video Length',
		name: 'videoLength',
		type: 'options',
		options: choices(VIDEO_LENGTHS),
		default: '30',
		description: 'How long the video is, in seconds',
		routing: { send: { type: 'body', property: 'video_spec.length', value: '={{ String($value) }}' } },
	},
	...avatarFields({ id: 'avatar.id', type: 'avatar.type' }),
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: choices(LANGUAGES),
		default: 'english',
		description: 'The language of the script; the list of voices follows it',
		routing: { send: { type: 'body', property: 'script.language' } },
	},
];

/** What may stay as JoggAI has it. */
export const filmOptions: Field[] = [
	musicOption('audio.music_id'),
	callbackUrl('productVideo'),
	{
		displayName: 'Captions',
		name: 'captions',
		type: 'boolean',
		default: true,
		description:
			'Whether to burn the spoken words into the picture; JoggAI leaves them out without this option',
		routing: { send: { type: 'body', property: 'video_spec.caption' } },
	},
	{
		displayName: 'Own Script',
		name: 'ownScript',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		placeholder: 'e.g. Meet the lamp that folds flat.',
		description: 'What is said instead of the script that JoggAI would write; about 150 words fill a minute',
		hint: 'JoggAI was seen to ignore this: use JoggAI Avatar Video or a template to have your own words spoken',
		routing: { send: { type: 'body', property: 'override_script', value: OPTIONAL_TEXT } },
	},
	{
		displayName: 'Script Style',
		name: 'scriptStyle',
		type: 'options',
		options: SCRIPT_STYLES,
		isOpen: true,
		default: USUAL_SCRIPT_STYLE,
		routing: { send: { type: 'body', property: 'script.style' } },
	},
	videoName('video_spec.name'),
];

/** Which voice speaks; JoggAI chooses one without it. */
export const voice = voiceOption('voice.id', 'The voice that speaks; the list follows the language');
