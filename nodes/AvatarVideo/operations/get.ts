import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get avatar video',
	description: 'Retrieve an avatar video by its ID: its status, or the finished file',
	plan: { does: 'askForJob', job: 'avatarVideo', idField: 'videoId' },
	fields: [
		{
			displayName: 'Video ID',
			name: 'videoId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. video_123456',
			description: 'The "ID" that Create returned',
		},
		...jobFields('avatarVideo', { waits: false }),
	],
};
