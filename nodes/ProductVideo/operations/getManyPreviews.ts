import { listJobs } from '../../shared/description/jobOperations';

export const getManyPreviews = listJobs({
	resource: 'preview',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many previews',
	description: 'Retrieve a list of the previews of this account, finished or not',
	job: 'productPreview',
});
