import type { Operation } from '../../shared/corridor/plan';
import { jobListFields, listsJobs } from '../../shared/description/jobListFields';

export const getMany: Operation = {
	resource: 'video',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many template videos',
	description: 'Retrieve a list of the template videos of this account, finished or not',
	plan: listsJobs('templateVideo'),
	fields: jobListFields,
};
