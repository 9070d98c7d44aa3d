import type { Field } from '../../corridor/plan';
import { searchJobs } from './job';
import { pickerField } from './picker';

export const searchTemplateVideos = searchJobs('templateVideo');

/** A template video that was started earlier. */
export const templateVideo: Field = pickerField({
	displayName: 'Template Video',
	name: 'videoId',
	searchListMethod: 'searchTemplateVideos',
	placeholder: 'e.g. vt_123456',
	description: 'By ID, drag in the "ID" that Create returned',
});
