import { jobFields } from '../../shared/description/jobFields';
import type { Operation } from '../../shared/corridor/plan';
import { chooseScripts, scriptsToReturn } from './scriptsToReturn';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get AI script',
	description: 'Retrieve the scripts of an earlier request by its ID, or the status while JoggAI is writing',
	plan: { does: 'askForJob', job: 'aiScript', idField: 'scriptId', choose: chooseScripts },
	fields: [
		{
			displayName: 'Script ID',
			name: 'scriptId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. task_8f14e45f',
			description: 'The "ID" that Generate returned',
		},
		...jobFields('aiScript', { waits: false }),
		scriptsToReturn,
	],
};
