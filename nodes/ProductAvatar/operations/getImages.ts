import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const getImages: Operation = {
	name: 'Get Images',
	value: 'getImages',
	action: 'Get product avatar images',
	description: 'Retrieve a batch of product avatar images by its ID: the status, or the finished pictures',
	plan: { does: 'askForJob', job: 'productImages', idField: 'batchId' },
	fields: [
		{
			displayName: 'Batch ID',
			name: 'batchId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. batch_123456',
			description: 'The "ID" that Generate Images returned',
		},
		...jobFields('productImages', { waits: false }),
	],
};
