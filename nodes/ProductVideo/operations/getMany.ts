import { listJobs } from '../../shared/description/jobOperations';

export const getMany = listJobs({
	resource: 'video',
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many product videos',
	description: 'Retrieve a list of the product videos of this account, finished or not',
	job: 'productVideo',
});
