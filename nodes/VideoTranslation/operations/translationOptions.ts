import type { Field } from '../../shared/corridor/plan';
import { callbackUrl } from '../../shared/description/optionFields';
import { voiceOption } from '../../shared/description/pickers/voice';
import { OPTIONAL_TEXT } from '../../shared/description/texts';

/** What JoggAI decides by itself unless the user adds it. */
export const translationOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		callbackUrl('videoTranslation'),
		{
			displayName: 'Dynamic Duration',
			name: 'dynamicDuration',
			type: 'boolean',
			default: false,
			description:
				'Whether the video may become longer or shorter, so that the translation is spoken at a natural pace',
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
		voiceOption(
			'output_voice',
			'The voice that speaks the translation, offered in the output language; JoggAI chooses one if you do not',
		),
	],
};
