import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const getPhotos: Operation = {
	name: 'Get Photos',
	value: 'getPhotos',
	action: 'Get photos',
	description: 'Retrieve generated photos by their photo ID: the status, or the finished pictures',
	plan: { does: 'askForJob', job: 'photoImages', idField: 'photoId' },
	fields: [
		{
			displayName: 'Photo ID',
			name: 'photoId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 25-8f14e45f',
			description: 'The "ID" that Generate Photos returned',
		},
		...jobFields('photoImages', { waits: false }),
	],
};
