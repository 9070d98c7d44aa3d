import { callbackUrl, OPTIONAL_TEXT, options } from '../../shared/description/fields';
import { voiceOption } from '../../shared/description/pickers/voice';
import type { Field } from '../../shared/pipeline/field';

/** What JoggAI decides by itself unless the user adds it. */
export const translationOptions: Field = options([
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
]);
