import type { Operation } from '../../shared/corridor/plan';
import { jobFields } from '../../shared/description/jobFields';
import { visualStyles } from '../../shared/description/pickers/visualStyle';
import { filmOptions, productFields, speechFields, voice } from './filmFields';
import { completePreviews } from './filmRequest';

export const createPreviews: Operation = {
	resource: 'preview',
	name: 'Create',
	value: 'create',
	action: 'Create previews',
	description:
		'Show a product video in several visual styles to choose from, one item each (0.5 credits per style and started 2 minutes)',
	plan: {
		does: 'startJob',
		job: 'productPreview',
		request: { method: 'POST', url: '/v2/create_video_from_product/preview_list' },
	},
	prepare: completePreviews,
	fields: [
		...productFields,
		visualStyles,
		...speechFields,
		...jobFields('productPreview', { waits: true }),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...filmOptions, voice],
		},
	],
};
