import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get lip sync video',
	description: 'Retrieve a lip sync video by its ID: its status, or the finished file',
	plan: { does: 'askForJob', job: 'lipSync', idField: 'lipSyncId' },
	fields: [
		{
			displayName: 'Lip Sync ID',
			name: 'lipSyncId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. task_8f14e45f',
			description: 'The "ID" that Create returned',
		},
		...jobFields('lipSync', { waits: false }),
	],
};
