import { getJob } from '../../shared/description/jobOperations';

export const getAvatar = getJob({
	name: 'Get Avatar',
	value: 'getAvatar',
	action: 'Get photo avatar',
	description:
		'Retrieve a photo avatar by its motion ID: the status, or the avatar ID and a film of its motion',
	job: 'photoAvatar',
	idField: {
		displayName: 'Motion ID',
		name: 'motionId',
		placeholder: 'e.g. 25-mo_8f14e45f',
		hint: 'Drag in "id" from the output of Create Avatar, not "avatarId"',
	},
});
