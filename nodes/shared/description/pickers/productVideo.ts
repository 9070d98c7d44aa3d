import type { Field } from '../../corridor/plan';
import { searchJobs } from './job';
import { pickerField } from './picker';

export const searchProductVideos = searchJobs('productVideo');

/** A product video that was started earlier. */
export const productVideo: Field = pickerField({
	displayName: 'Product Video',
	name: 'videoId',
	searchListMethod: 'searchProductVideos',
	placeholder: 'e.g. pv_123456',
	description: 'By ID, drag in the "ID" that Create or Render returned',
});
