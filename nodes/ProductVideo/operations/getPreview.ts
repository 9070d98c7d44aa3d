import { getJob } from '../../shared/description/jobOperations';
import { preview } from '../../shared/description/pickers/jobs';

export const getPreview = getJob({
	resource: 'preview',
	name: 'Get',
	value: 'get',
	action: 'Get preview',
	description: 'Retrieve a preview: its status, or the finished file',
	job: 'productPreview',
	idField: preview,
});
