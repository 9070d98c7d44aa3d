import { getJob } from '../../shared/description/jobOperations';

export const getImages = getJob({
	name: 'Get Images',
	value: 'getImages',
	action: 'Get product avatar images',
	description: 'Retrieve a batch of product avatar images by its ID: the status, or the finished pictures',
	job: 'productImages',
	idField: {
		displayName: 'Batch ID',
		name: 'batchId',
		placeholder: 'e.g. batch_123456',
		hint: 'Drag in "id" from the output of Generate Images',
	},
});
