import { getJob } from '../../shared/description/jobOperations';
import { productVideo } from '../../shared/description/pickers/jobs';

export const get = getJob({
	resource: 'video',
	name: 'Get',
	value: 'get',
	action: 'Get product video',
	description: 'Retrieve a product video: its status, or the finished file',
	job: 'productVideo',
	idField: productVideo,
});
