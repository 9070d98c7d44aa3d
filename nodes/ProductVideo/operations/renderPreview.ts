import { finishedPreview } from '../../shared/description/pickers/jobs';
import { startJob } from '../../shared/description/jobOperations';

export const renderPreview = startJob({
	resource: 'preview',
	name: 'Render',
	value: 'render',
	action: 'Render preview',
	description:
		'Make the final product video from the preview that you like (JoggAI names no price; expect 1 credit per started 2 minutes)',
	starts: {
		job: 'productVideo',
		request: { method: 'POST', url: '/v2/create_video_from_product/render_single_preview' },
	},
	fields: [finishedPreview],
});
