import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const getAvatar: Operation = {
	name: 'Get Avatar',
	value: 'getAvatar',
	action: 'Get photo avatar',
	description:
		'Retrieve a photo avatar by its motion ID: the status, or the avatar ID and a film of its motion',
	plan: { does: 'askForJob', job: 'photoMotion', idField: 'motionId' },
	fields: [
		{
			displayName: 'Motion ID',
			name: 'motionId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 25-mo_8f14e45f',
			description: 'The "ID" that Create Avatar returned, not the "avatarId"',
		},
		...jobFields('photoMotion', { waits: false }),
	],
};
