import { visualStyles } from '../../shared/description/pickers/visualStyle';
import { startJob } from '../../shared/description/jobOperations';
import { filmOptions, productFields, speechFields, voice } from './filmFields';
import { completePreviews } from './filmRequest';

export const createPreviews = startJob({
	resource: 'preview',
	name: 'Create',
	value: 'create',
	action: 'Create previews',
	description:
		'Show a product video in several visual styles to choose from, one item each (0.5 credits per style and started 2 minutes)',
	price: '0.5 credits per style and started 2 minutes',
	starts: {
		job: 'productPreview',
		request: { method: 'POST', url: '/v2/create_video_from_product/preview_list' },
	},
	prepare: completePreviews,
	fields: [...productFields, visualStyles, ...speechFields],
	options: [...filmOptions, voice],
	// Previews are there to be looked at.
	shown: ['waitForCompletion'],
});
