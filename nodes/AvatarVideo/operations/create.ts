import { callbackUrl, options, videoName } from '../../shared/description/fields';
import { avatarFields } from '../../shared/description/pickers/avatar';
import { startFields } from '../../shared/pipeline/jobs';
import type { Operation } from '../../shared/pipeline/operation';
import { startsJob } from '../../shared/pipeline/startJob';
import { pictureFields } from './pictureFields';
import { speechFields } from './speechFields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create avatar video',
	description:
		'Turn a script or a recording into a video spoken by an avatar (1 credit per started 2 minutes)',
	execute: startsJob({
		job: 'avatarVideo',
		request: { method: 'POST', url: '/v2/create_video_from_avatar' },
	}),
	fields: [
		...avatarFields({ id: 'avatar.avatar_id', type: 'avatar.avatar_type' }),
		...speechFields,
		...pictureFields,
		...startFields('avatarVideo'),
		options([callbackUrl('avatarVideo'), videoName('video_name')]),
	],
};
