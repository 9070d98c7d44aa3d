import { visualStyleOption } from '../../shared/description/pickers/visualStyle';
import { startJob } from '../../shared/description/jobOperations';
import { filmOptions, productFields, speechFields, voice } from './filmFields';
import { completeFilm } from './filmRequest';

export const create = startJob({
	resource: 'video',
	name: 'Create',
	value: 'create',
	action: 'Create product video',
	description:
		'Turn a product into a video with a script, an avatar and pictures of it (1 credit per started 2 minutes)',
	price: '1 credit per started 2 minutes',
	starts: { job: 'productVideo', request: { method: 'POST', url: '/v2/create_video_from_product' } },
	prepare: completeFilm,
	fields: [...productFields, ...speechFields],
	options: [...filmOptions, visualStyleOption, voice],
});
