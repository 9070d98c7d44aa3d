import { webAddress } from '../../shared/corridor/checks';
import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';
import { avatarFields } from '../../shared/description/pickers/avatar';
import { OPTIONAL_TEXT } from '../../shared/description/texts';
import { pictureFields } from './pictureFields';
import { speechFields } from './speechFields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create avatar video',
	description: 'Turn a script or a recording into a video spoken by an avatar (1 credit per started 2 minutes)',
	plan: { does: 'startJob', job: 'avatarVideo', request: { method: 'POST', url: '/v2/create_video_from_avatar' } },
	fields: [
		...avatarFields({ id: 'avatar.avatar_id', type: 'avatar.avatar_type' }),
		...speechFields,
		...pictureFields,
		...jobFields('avatarVideo', { waits: true }),
		{
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
					placeholder: 'e.g. https://example.com/video-ready',
					description: 'An address that JoggAI calls when the video is ready; the node JoggAI Trigger needs none',
					check: webAddress,
					routing: { send: { type: 'body', property: 'webhook_url', value: OPTIONAL_TEXT } },
				},
				{
					displayName: 'Video Name',
					name: 'videoName',
					type: 'string',
					default: '',
					placeholder: 'e.g. News of the week',
					description: 'The name of the video in your JoggAI projects',
					routing: { send: { type: 'body', property: 'video_name', value: OPTIONAL_TEXT } },
				},
			],
		},
	],
};
