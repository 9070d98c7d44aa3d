import { listJobs } from '../../shared/description/jobOperations';

export const getMany = listJobs({
	resource: 'video',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many template videos',
	description: 'Retrieve a list of the template videos of this account, finished or not',
	job: 'templateVideo',
});
