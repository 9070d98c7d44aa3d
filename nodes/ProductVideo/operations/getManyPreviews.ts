import type { Operation } from '../../shared/corridor/plan';
import { jobListFields, listsJobs } from '../../shared/description/jobListFields';

export const getManyPreviews: Operation = {
	resource: 'preview',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many previews',
	description: 'Retrieve a list of the previews of this account, finished or not',
	plan: listsJobs('productPreview'),
	fields: jobListFields,
};
