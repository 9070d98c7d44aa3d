import type { Operation } from '../../shared/corridor/plan';
import { callbackUrl, videoName } from '../../shared/description/optionFields';
import { jobFields } from '../../shared/description/jobFields';
import { avatarFields } from '../../shared/description/pickers/avatar';
import { pictureFields } from './pictureFields';
import { speechFields } from './speechFields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create avatar video',
	description:
		'Turn a script or a recording into a video spoken by an avatar (1 credit per started 2 minutes)',
	plan: {
		does: 'startJob',
		job: 'avatarVideo',
		request: { method: 'POST', url: '/v2/create_video_from_avatar' },
	},
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
			options: [callbackUrl('avatarVideo'), videoName('video_name')],
		},
	],
};
