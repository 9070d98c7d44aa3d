import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';
import { productVideo } from '../../shared/description/pickers/productVideo';

export const get: Operation = {
	resource: 'video',
	name: 'Get',
	value: 'get',
	action: 'Get product video',
	description: 'Retrieve a product video: its status, or the finished file',
	plan: { does: 'askForJob', job: 'productVideo', idField: 'videoId' },
	fields: [productVideo, ...jobFields('productVideo', { waits: false })],
};
