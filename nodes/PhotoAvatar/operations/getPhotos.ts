import { getJob } from '../../shared/description/jobOperations';

export const getPhotos = getJob({
	name: 'Get Photos',
	value: 'getPhotos',
	action: 'Get photos',
	description: 'Retrieve generated photos by their photo ID: the status, or the finished pictures',
	job: 'photoImages',
	idField: {
		displayName: 'Photo ID',
		name: 'photoId',
		placeholder: 'e.g. 25-8f14e45f',
		hint: 'Drag in "id" from the output of Generate Photos',
	},
});
