import { sourceFields } from '../../shared/description/sourceFields';
import { voiceField } from '../../shared/description/pickers/voice';
import type { Field } from '../../shared/platform/field';

/** What the avatar says: a script or a recording, never both. */
export const speechFields: Field[] = [
	{
		displayName: 'Speech Source',
		name: 'speechFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Audio File', value: 'audio', description: 'The avatar moves its lips to a recording' },
			{ name: 'Script', value: 'script', description: 'The avatar speaks a text' },
		],
		default: 'script',
		routing: { send: { type: 'body', property: 'voice.type' } },
	},
	{
		displayName: 'Script',
		name: 'script',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: '',
		placeholder: 'e.g. Good morning! Here is what is new this week.',
		description: 'What the avatar says, in the language of the voice; about 150 words fill a minute',
		displayOptions: { show: { speechFrom: ['script'] } },
		routing: {
			send: {
				type: 'body',
				property: 'voice.script',
				value: '={{ $parameter.speechFrom === "audio" ? undefined : String($value) }}',
			},
		},
	},
	...sourceFields({
		label: 'Audio',
		name: 'audio',
		file: { path: 'voice.audio_url', kind: 'audio' },
		displayOptions: { show: { speechFrom: ['audio'] } },
		url: {
			displayName: 'Audio URL',
			name: 'audioUrl',
			placeholder: 'e.g. https://example.com/greeting.mp3',
			description:
				'Public address of an MP3, WAV or M4A file of up to 20 MB and 10 minutes; the video becomes as long as the recording',
			routing: {
				send: {
					type: 'body',
					property: 'voice.audio_url',
					value: '={{ $parameter.speechFrom === "audio" ? $value.trim() : undefined }}',
				},
			},
		},
	}),
	voiceField('voice.voice_id'),
];
