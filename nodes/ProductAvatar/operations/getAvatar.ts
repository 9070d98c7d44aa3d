import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const getAvatar: Operation = {
	name: 'Get Avatar',
	value: 'getAvatar',
	action: 'Get product avatar',
	description:
		'Retrieve a product avatar by its motion ID: the status, or the avatar ID and a film of its motion',
	plan: { does: 'askForJob', job: 'productMotion', idField: 'motionId' },
	fields: [
		{
			displayName: 'Motion ID',
			name: 'motionId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. motion_456',
			description: 'The "ID" that Create Avatar returned, not the "avatarId"',
		},
		...jobFields('productMotion', { waits: false }),
	],
};
