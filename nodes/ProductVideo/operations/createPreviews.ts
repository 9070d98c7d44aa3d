import { options } from '../../shared/description/fields';
import { visualStyles } from '../../shared/description/pickers/visualStyle';
import { startFields } from '../../shared/pipeline/jobs';
import type { Operation } from '../../shared/pipeline/operation';
import { startsJob } from '../../shared/pipeline/startJob';
import { filmOptions, productFields, speechFields, voice } from './filmFields';
import { completePreviews } from './filmRequest';

export const createPreviews: Operation = {
	resource: 'preview',
	name: 'Create',
	value: 'create',
	action: 'Create previews',
	description:
		'Show a product video in several visual styles to choose from, one item each (0.5 credits per style and started 2 minutes)',
	execute: startsJob({
		job: 'productPreview',
		request: { method: 'POST', url: '/v2/create_video_from_product/preview_list' },
	}),
	prepare: completePreviews,
	fields: [
		...productFields,
		visualStyles,
		...speechFields,
		...startFields('productPreview'),
		options([...filmOptions, voice]),
	],
};
