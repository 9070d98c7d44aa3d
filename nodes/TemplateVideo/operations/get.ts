import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';
import { templateVideo } from '../../shared/description/pickers/templateVideo';

export const get: Operation = {
	resource: 'video',
	name: 'Get',
	value: 'get',
	action: 'Get template video',
	description: 'Retrieve a template video: its status, or the finished file',
	plan: { does: 'askForJob', job: 'templateVideo', idField: 'videoId' },
	fields: [templateVideo, ...jobFields('templateVideo', { waits: false })],
};
