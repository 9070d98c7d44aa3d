import { options } from '../../shared/description/fields';
import { visualStyleOption } from '../../shared/description/pickers/visualStyle';
import { startFields } from '../../shared/pipeline/jobs';
import type { Operation } from '../../shared/pipeline/operation';
import { startsJob } from '../../shared/pipeline/startJob';
import { filmOptions, productFields, speechFields, voice } from './filmFields';
import { completeFilm } from './filmRequest';

export const create: Operation = {
	resource: 'video',
	name: 'Create',
	value: 'create',
	action: 'Create product video',
	description:
		'Turn a product into a video with a script, an avatar and pictures of it (1 credit per started 2 minutes)',
	execute: startsJob({
		job: 'productVideo',
		request: { method: 'POST', url: '/v2/create_video_from_product' },
	}),
	prepare: completeFilm,
	fields: [
		...productFields,
		...speechFields,
		...startFields('productVideo'),
		options([...filmOptions, visualStyleOption, voice]),
	],
};
