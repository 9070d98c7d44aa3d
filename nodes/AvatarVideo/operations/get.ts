import { getJob } from '../../shared/description/jobOperations';

export const get = getJob({
	name: 'Get',
	value: 'get',
	action: 'Get avatar video',
	description: 'Retrieve an avatar video by its ID: its status, or the finished file',
	job: 'avatarVideo',
	idField: {
		displayName: 'Video ID',
		name: 'videoId',
		placeholder: 'e.g. video_123456',
		hint: 'Drag in "id" from the output of Create',
	},
});
