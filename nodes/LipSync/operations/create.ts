import type { IDataObject } from 'n8n-workflow';
import { TEXT } from '../../shared/description/fields';
import { startJob } from '../../shared/description/jobOperations';
import { sourceFields } from '../../shared/description/sourceFields';

export const create = startJob({
	name: 'Create',
	value: 'create',
	action: 'Create lip sync video',
	description:
		'Make the lips of a person in a video follow a recording (1 credit per 125 seconds, charged by the second)',
	price: '1 credit per 125 seconds',
	starts: {
		job: 'lipSync',
		request: { method: 'POST', url: '/v2/create_lip_sync_video' },
		sameAsAbsent: { playback_type: 'normal' },
		existing: ({ request }) => {
			const { video_url, audio_url } = request.body as IDataObject;
			// Files that are not stored yet have no addresses to ask by.
			return video_url && audio_url
				? { url: '/v2/lip_sync_video', qs: request.body as IDataObject }
				: undefined;
		},
	},
	fields: [
		...sourceFields({
			label: 'Video',
			name: 'video',
			field: 'video',
			file: { path: 'video_url', kind: 'video' },
			url: {
				displayName: 'Video URL',
				name: 'videoUrl',
				placeholder: 'e.g. https://example.com/talk.mp4',
				description: 'Public address of a video in which one person faces the camera',
				routing: { send: { type: 'body', property: 'video_url', value: TEXT } },
			},
		}),
		...sourceFields({
			label: 'Audio',
			name: 'audio',
			field: 'audio',
			file: { path: 'audio_url', kind: 'audio' },
			url: {
				displayName: 'Audio URL',
				name: 'audioUrl',
				placeholder: 'e.g. https://example.com/voice.mp3',
				description: 'Public address of an MP3 or WAV file with clear speech, which the lips will follow',
				routing: { send: { type: 'body', property: 'audio_url', value: TEXT } },
			},
		}),
		{
			displayName: 'If the Video Is Too Short',
			name: 'playbackType',
			type: 'options',
			options: [
				{
					name: 'Play It Forward and Backward',
					value: 'normal_reverse',
					description: 'Lengthens the video by playing it forward, then backward',
				},
				{
					name: 'Play It Forward and Backward Until the Audio Ends',
					value: 'normal_reverse_by_audio',
					description: 'Lengthens the video as far as the audio needs it',
				},
				{ name: 'Play It as It Is', value: 'normal', description: 'Leaves the video at its own length' },
			],
			default: 'normal',
			description: 'What to do with a video that is shorter than the audio',
			routing: { send: { type: 'body', property: 'playback_type' } },
		},
	],
});
