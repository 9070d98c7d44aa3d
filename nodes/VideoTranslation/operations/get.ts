import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get video translation',
	description: 'Retrieve a translated video by its ID: its status, or the finished file and subtitles',
	plan: { does: 'askForJob', job: 'videoTranslation', idField: 'translationId' },
	fields: [
		{
			displayName: 'Translation ID',
			name: 'translationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. vt_123456',
			description: 'The "ID" that Create returned',
		},
		...jobFields('videoTranslation', { waits: false }),
	],
};
