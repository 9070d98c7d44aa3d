import { getJob } from '../../shared/description/jobOperations';

export const get = getJob({
	name: 'Get',
	value: 'get',
	action: 'Get video translation',
	description: 'Retrieve a translated video by its ID: its status, or the finished file and subtitles',
	job: 'videoTranslation',
	idField: {
		displayName: 'Translation ID',
		name: 'translationId',
		placeholder: 'e.g. vt_123456',
		hint: 'Drag in "id" from the output of Create',
	},
});
