import { callbackUrl, videoName } from '../../shared/description/fields';
import { voiceOption } from '../../shared/description/pickers/voice';
import type { Field } from '../../shared/platform/field';

/** What JoggAI decides by itself unless the user adds it. */
export const translationOptions: Field[] = [
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
	videoName('title'),
	voiceOption(
		'output_voice',
		'The voice that speaks the translation, offered in the output language; JoggAI chooses one if you do not',
	),
];
