import { isDone } from '../jobs/job.cts';
import { viewOf, type JobView } from '../jobs/view.cts';
import { textAt, type JsonObject } from '../json.cts';
import { invalid, notFound } from '../refusals.cts';
import { integer, object, oneOf, text, url, when } from '../schema.cts';
import {
	ASPECT_RATIOS,
	IMAGE_QUALITIES,
	IMAGE_RATIOS,
	PHOTO_AGES,
	PHOTO_ETHNICITIES,
	PHOTO_GENDERS,
	PHOTO_MODELS,
	PHOTO_MOTION_MODELS,
	PHOTO_STYLES,
	PRODUCT_AVATAR_SOURCES,
	PRODUCT_AVATAR_TYPES,
} from '../vocabulary.cts';
import { jobStatus } from './jobStatus.cts';
import type { Call, Operations } from './operation.cts';
import { avatarExists, jobIsDone, voiceExists } from './references.cts';
import { startJobs, type Plan } from './startJobs.cts';

/** The finished picture that a product avatar is made from. */
function pictureOf({ state, key, body }: Call): string {
	const id = textAt(body, 'generation_id');
	const batch = state.jobs.find((job) => job.key === key && job.items.some((item) => item === id));
	const item = batch && viewOf(state, batch).items.find((candidate) => candidate.id === id);
	if (!item) throw notFound('generation_id');
	if (!isDone(item)) throw invalid('generation_id is not finished');
	return item.url;
}

const fromPicture = (call: Call): Plan[] => [{ input: { ...call.body, image_url: pictureOf(call) } }];

const newBatch = (view: JobView): JsonObject => ({
	total_submitted: view.items.length,
	generations: view.items.map((item) => ({
		generation_id: item.id,
		status: item.status,
		created_at: view.createdAt,
	})),
});

/** Photo avatars and product avatars: pictures first, then motion. */
export const AVATAR_CREATION_OPERATIONS = {
	'POST /v2/photo_avatar/photo/generate': {
		body: object(
			{
				age: oneOf(PHOTO_AGES),
				avatar_style: oneOf(PHOTO_STYLES),
				gender: oneOf(PHOTO_GENDERS),
				model: oneOf(PHOTO_MODELS),
				aspect_ratio: oneOf(ASPECT_RATIOS),
			},
			{ ethnicity: oneOf(PHOTO_ETHNICITIES), background: text, appearance: text, image_url: url },
		),
		handler: startJobs('photos'),
	},
	'GET /v2/photo_avatar/photo': {
		query: object({ photo_id: text }),
		handler: jobStatus('photos', 'query', 'photo_id'),
	},
	'POST /v2/photo_avatar/add_motion': {
		body: object(
			{ image_url: url, name: text, voice_id: text, model: oneOf(PHOTO_MOTION_MODELS) },
			{ photo_id: text, description: text, welcome_msg: text },
		),
		handler: startJobs('photoMotion', {
			checks: [voiceExists('voice_id'), jobIsDone('photos', 'photo_id')],
			also: (view) => ({ avatar_id: view.job.avatarId, status: view.status }),
		}),
	},
	'GET /v2/photo_avatar': {
		query: object({ motion_id: text }),
		handler: jobStatus('photoMotion', 'query', 'motion_id'),
	},
	'POST /v2/product_avatar/generation': {
		body: object(
			{
				product_image_url: url,
				avatar_source: object(
					{ type: oneOf(PRODUCT_AVATAR_SOURCES) },
					{ value: text, avatar_id: integer(), avatar_type: oneOf(PRODUCT_AVATAR_TYPES) },
					when('type', 'id', ['avatar_id', 'avatar_type']),
					when('type', 'image', { required: ['value'], properties: { value: url } }),
					when('type', 'description', ['value']),
				),
				quality: oneOf(IMAGE_QUALITIES),
				aspect_ratio: oneOf(IMAGE_RATIOS),
				num_images: integer(1, 4),
			},
			{ prompt: text, webhook_url: url },
		),
		handler: startJobs('productImages', {
			checks: [avatarExists('avatar_source.avatar_id', 'avatar_source.avatar_type')],
			items: (input) => Number(input.num_images),
			also: newBatch,
		}),
	},
	'GET /v2/product_avatar/generation/{batch_id}': {
		handler: jobStatus('productImages', 'params', 'batch_id'),
	},
	'POST /v2/product_avatar/add_motion': {
		body: object(
			{ generation_id: text, name: text, voice_id: text, description: text },
			{ model: integer(0, 2), aspect_ratio: oneOf(ASPECT_RATIOS) },
		),
		handler: startJobs('productMotion', {
			checks: [voiceExists('voice_id')],
			plan: fromPicture,
			also: (view) => ({ avatar_id: view.job.avatarId, name: view.input.name }),
		}),
	},
	'GET /v2/product_avatar': {
		query: object({ motion_id: text }),
		handler: jobStatus('productMotion', 'query', 'motion_id'),
	},
} satisfies Operations;
