import { TEXT } from '../../shared/description/fields';
import { translationLanguage } from '../../shared/description/pickers/translationLanguage';
import { startJob } from '../../shared/description/jobOperations';
import { sourceFields } from '../../shared/description/sourceFields';
import { translationOptions } from './translationOptions';

/** JoggAI translates shorter films than it stores (guide). */
const LONGEST_TRANSLATED_SECONDS = 180;

export const create = startJob({
	name: 'Create',
	value: 'create',
	action: 'Create video translation',
	description: 'Translate the speech of a video into another language (0.5 credits per started 20 seconds)',
	price: '0.5 credits per started 20 seconds',
	starts: {
		job: 'videoTranslation',
		// Without the slash at its end JoggAI knows no such address (spec).
		request: { method: 'POST', url: '/v2/video_translate/' },
	},
	fields: [
		...sourceFields({
			label: 'Video',
			name: 'video',
			file: { path: 'video_url', kind: 'video', longest: LONGEST_TRANSLATED_SECONDS },
			url: {
				displayName: 'Video URL',
				name: 'videoUrl',
				placeholder: 'e.g. https://example.com/talk.mp4',
				description:
					'Public address of an MP4, MOV or AVI file of up to 3 minutes, such as the "videoUrl" of another JoggAI node',
				routing: { send: { type: 'body', property: 'video_url', value: TEXT } },
			},
		}),
		translationLanguage,
		{
			displayName: 'Translate Audio Only',
			name: 'translateAudioOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to leave the lips as they are and change only the voice',
			routing: { send: { type: 'body', property: 'translate_audio_only' } },
		},
		{
			displayName: 'Add Subtitles',
			name: 'addSubtitles',
			type: 'boolean',
			default: true,
			description: 'Whether to make subtitles in the output language as well',
			routing: { send: { type: 'body', property: 'add_subtitles' } },
		},
	],
	options: translationOptions,
});
