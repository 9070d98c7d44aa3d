import { callbackUrl, videoName } from '../../shared/description/fields';
import { avatarFields } from '../../shared/description/pickers/avatar';
import { voiceLanguage } from '../../shared/description/pickers/voice';
import { startJob } from '../../shared/description/jobOperations';
import { aspectRatio, completePicture, pictureOptions } from './pictureFields';
import { speechFields } from './speechFields';

export const create = startJob({
	name: 'Create',
	value: 'create',
	action: 'Create avatar video',
	description:
		'Turn a script or a recording into a video spoken by an avatar (1 credit per started 2 minutes)',
	price: '1 credit per started 2 minutes',
	starts: { job: 'avatarVideo', request: { method: 'POST', url: '/v2/create_video_from_avatar' } },
	prepare: completePicture,
	fields: [
		...avatarFields({ id: 'avatar.avatar_id', type: 'avatar.avatar_type' }),
		...speechFields,
		aspectRatio,
	],
	options: [...pictureOptions, callbackUrl('avatarVideo'), videoName('video_name'), voiceLanguage],
});
