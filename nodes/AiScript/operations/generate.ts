import { OPTIONAL_TEXT, TEXT } from '../../shared/description/fields';
import { startJob } from '../../shared/description/jobOperations';
import { choices, VIDEO_LENGTHS } from '../../shared/vocabulary/choices';
import { LANGUAGES } from '../../shared/vocabulary/languages';
import { SCRIPT_STYLES, USUAL_SCRIPT_STYLE } from '../../shared/vocabulary/scripts';
import { chooseScripts, scriptsToReturn } from './scriptsToReturn';

export const generate = startJob({
	name: 'Generate',
	value: 'generate',
	action: 'Generate AI script',
	description:
		'Let JoggAI write marketing scripts for a product, ready to be spoken by an avatar (0.2 credits)',
	price: '0.2 credits',
	starts: {
		job: 'aiScript',
		choose: chooseScripts,
		request: { method: 'POST', url: '/v2/ai_scripts' },
	},
	fields: [
		{
			displayName: 'Product Source',
			name: 'productSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'JoggAI Product',
					value: 'id',
					description: 'A product that the node JoggAI Product created',
				},
				{ name: 'Name and Description', value: 'details', description: 'A product that you describe here' },
			],
			default: 'id',
			description: 'Where the facts for the script come from',
			routing: { send: { type: 'body', property: 'product_info.source_type' } },
		},
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. NTIzMzc0NjI5',
			hint: 'Drag in "productId" from the output of JoggAI Product',
			displayOptions: { show: { productSource: ['id'] } },
			routing: { send: { type: 'body', property: 'product_info.data.id', value: TEXT } },
		},
		{
			displayName: 'Product Name',
			name: 'productName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Foldable desk lamp',
			displayOptions: { show: { productSource: ['details'] } },
			routing: { send: { type: 'body', property: 'product_info.data.name', value: TEXT } },
		},
		{
			displayName: 'Product Description',
			name: 'productDescription',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Dimmable, charges by USB-C, folds flat, three colours',
			description: 'What the product is and what speaks for it; the more facts, the better the script',
			displayOptions: { show: { productSource: ['details'] } },
			routing: { send: { type: 'body', property: 'product_info.data.description', value: TEXT } },
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: choices(LANGUAGES),
			default: 'english',
			description: 'The language the script is written in',
			routing: { send: { type: 'body', property: 'language' } },
		},
		{
			displayName: 'Script Style',
			name: 'scriptStyle',
			type: 'options',
			options: SCRIPT_STYLES,
			isOpen: true,
			default: USUAL_SCRIPT_STYLE,
			routing: { send: { type: 'body', property: 'script_style' } },
		},
		{
			displayName: 'Video Length',
			name: 'videoLength',
			type: 'options',
			options: choices(VIDEO_LENGTHS),
			default: '30',
			description: 'How long the script takes to speak, in seconds',
			routing: { send: { type: 'body', property: 'video_length_seconds', value: '={{ String($value) }}' } },
		},
		scriptsToReturn,
	],
	options: [
		{
			displayName: 'Target Audience',
			name: 'targetAudience',
			type: 'string',
			default: '',
			placeholder: 'e.g. Students who work at night',
			description: 'Who the script speaks to',
			routing: { send: { type: 'body', property: 'target_audience', value: OPTIONAL_TEXT } },
		},
	],
});
