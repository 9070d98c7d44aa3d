import { getJob } from '../../shared/description/jobOperations';
import { chooseScripts, scriptsToReturn } from './scriptsToReturn';

export const get = getJob({
	name: 'Get',
	value: 'get',
	action: 'Get AI script',
	description: 'Retrieve the scripts of an earlier request by its ID, or the status while JoggAI is writing',
	job: 'aiScript',
	choose: chooseScripts,
	idField: {
		displayName: 'Script ID',
		name: 'scriptId',
		placeholder: 'e.g. task_8f14e45f',
		hint: 'Drag in "id" from the output of Generate',
	},
	moreFields: [scriptsToReturn],
});
