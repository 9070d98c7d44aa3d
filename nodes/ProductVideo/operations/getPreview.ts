import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';
import { preview } from '../../shared/description/pickers/preview';

export const getPreview: Operation = {
	resource: 'preview',
	name: 'Get',
	value: 'get',
	action: 'Get preview',
	description: 'Retrieve a preview: its status, or the finished file',
	plan: { does: 'askForJob', job: 'productPreview', idField: 'previewId' },
	fields: [preview, ...jobFields('productPreview', { waits: false })],
};
