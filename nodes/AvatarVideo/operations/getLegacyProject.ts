import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const getLegacyProject: Operation = {
	name: 'Get Legacy Project',
	value: 'getLegacyProject',
	action: 'Get legacy project',
	description: "Retrieve a video that was started through JoggAI's old API v1, by its project ID",
	plan: { does: 'askForJob', job: 'legacyProject', idField: 'projectId' },
	fields: [
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 3f2b8c41d0',
			description: 'The "project_id" that the old API or an older JoggAI node returned',
		},
		...jobFields('legacyProject', { waits: false }),
	],
};
