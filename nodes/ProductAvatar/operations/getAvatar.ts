import { getJob } from '../../shared/description/jobOperations';

export const getAvatar = getJob({
	name: 'Get Avatar',
	value: 'getAvatar',
	action: 'Get product avatar',
	description:
		'Retrieve a product avatar by its motion ID: the status, or the avatar ID and a film of its motion',
	job: 'productAvatar',
	idField: {
		displayName: 'Motion ID',
		name: 'motionId',
		placeholder: 'e.g. motion_456',
		hint: 'Drag in "id" from the output of Create Avatar, not "avatarId"',
	},
});
