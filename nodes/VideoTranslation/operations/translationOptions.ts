import { webAddress } from '../../shared/corridor/checks';
import type { Field } from '../../shared/corridor/plan';
import { voiceField } from '../../shared/description/pickers/voice';
import { OPTIONAL_TEXT } from '../../shared/description/texts';

/** What JoggAI decides by itself unless the user adds it. */
export const translationOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/translation-ready',
			description: 'An address that JoggAI calls when the translation is ready; the node JoggAI Trigger needs none',
			check: webAddress,
			routing: { send: { type: 'body', property: 'callback_url', value: OPTIONAL_TEXT } },
		},
		{
			displayName: 'Dynamic Duration',
			name: 'dynamicDuration',
			type: 'boolean',
			default: false,
			description: 'Whether the video may become longer or shorter, so that the translation is spoken at a natural pace',
			routing: { send: { type: 'body', property: 'enable_dynamic_duration' } },
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. News of the week (Spanish)',
			description: 'The name of the translation in your JoggAI projects',
			routing: { send: { type: 'body', property: 'title', value: OPTIONAL_TEXT } },
		},
		{
			...voiceField('output_voice'),
			required: false,
			description: 'The voice that speaks the translation, offered in the output language; JoggAI chooses one if you do not',
			routing: { send: { type: 'body', property: 'output_voice', value: OPTIONAL_TEXT } },
		},
	],
};
