import { getJob } from '../../shared/description/jobOperations';

export const get = getJob({
	name: 'Get',
	value: 'get',
	action: 'Get lip sync video',
	description: 'Retrieve a lip sync video by its ID: its status, or the finished file',
	job: 'lipSync',
	idField: {
		displayName: 'Lip Sync ID',
		name: 'lipSyncId',
		placeholder: 'e.g. task_8f14e45f',
		hint: 'Drag in "id" from the output of Create',
	},
});
