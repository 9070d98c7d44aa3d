import { getJob } from '../../shared/description/jobOperations';
import { templateVideo } from '../../shared/description/pickers/jobs';

export const get = getJob({
	resource: 'video',
	name: 'Get',
	value: 'get',
	action: 'Get template video',
	description: 'Retrieve a template video: its status, or the finished file',
	job: 'templateVideo',
	idField: templateVideo,
});
