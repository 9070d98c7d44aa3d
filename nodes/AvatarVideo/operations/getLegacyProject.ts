import { getJob } from '../../shared/description/jobOperations';

export const getLegacyProject = getJob({
	name: 'Get Legacy Project',
	value: 'getLegacyProject',
	action: 'Get legacy project',
	description: "Retrieve a video that was started through JoggAI's old API v1, by its project ID",
	job: 'legacyProject',
	idField: {
		displayName: 'Project ID',
		name: 'projectId',
		placeholder: 'e.g. 3f2b8c41d0',
		description: 'The "project_id" that the old API or an older JoggAI node returned',
	},
});
