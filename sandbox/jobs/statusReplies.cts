import { generateScripts } from '../data/scripts.cts';
import { textAt, type JsonObject } from '../json.cts';
import { isDone, type Phase } from './job.cts';
import type { JobView, Serializer } from './view.cts';

/** The published schema shows no reason on most videos; the guides do, and only when a job has failed. */
const errorOf = (view: JobView, code: number | string): JsonObject =>
	view.reason ? { error: { code, message: view.reason } } : {};

const photoCount = [1, 2, 3, 4];
const photoKeys = (view: JobView): string[] => photoCount.map((n) => `photo/${view.job.id}/${n}.png`);

/** The addresses of the four pictures of a photo generation. */
export const photoUrls = (view: JobView): string[] => photoCount.map((n) => view.file('png', `-${n}`));

/** The `data` of the replies to those who ask for the state of a job. */
export const STATUS_REPLIES = {
	script: (view) => ({
		task_id: view.job.id,
		status: view.status,
		data: { generated_scripts: isDone(view) ? generateScripts(view.input) : [] },
		err_msg: view.reason ?? '',
	}),
	avatarVideo: (view) => ({
		video_id: view.job.id,
		status: view.status,
		video_url: view.video,
		cover_url: view.cover,
		created_at: view.createdAt,
		...errorOf(view, 50000),
	}),
	productVideo: (view) => ({
		title: textAt(view.input, 'video_spec.name') ?? 'Product video',
		video_url: view.video,
		cover_url: view.cover,
		status: view.status,
		created_at: view.createdAt,
		deducted_credit: view.job.credits,
		...errorOf(view, 50000),
	}),
	preview: (view) => ({
		id: view.job.id,
		title: `${textAt(view.input, 'video_spec.name') ?? 'Preview'} – ${textAt(view.input, 'visual_style') ?? ''}`,
		video_duration: isDone(view) ? view.job.seconds : 0,
		video_url: view.video,
		cover_url: view.cover,
		status: view.status,
		created_at: view.createdAt,
	}),
	templateVideo: (view) => ({
		video_id: view.job.id,
		status: view.status,
		created_at: view.createdAt,
		completed_at: view.completedAt ?? 0,
		data: {
			video_name: textAt(view.input, 'video_name') ?? '',
			url: view.video,
			cover_url: view.cover,
			duration_seconds: isDone(view) ? view.job.seconds : 0,
			deducted_credit: view.job.credits,
		},
		...errorOf(view, '50000'),
	}),
	// Nobody documents where the reason of a failed translation is, so there is none.
	translation: (view) => ({
		video_translate_id: view.job.id,
		title: textAt(view.input, 'title') ?? '',
		status: view.status,
		url: view.video,
		subtitle_url: view.input.add_subtitles === false ? '' : view.file('srt'),
	}),
	lipSync: (view) => ({
		task_id: view.job.id,
		status: view.status,
		created_at: view.createdAt,
		completed_at: view.completedAt,
		data: isDone(view)
			? { result_url: view.video, cover_url: view.cover, duration_seconds: view.job.seconds }
			: null,
		error: view.reason ? { message: view.reason } : null,
	}),
	photos: (view) => ({
		photo_id: view.job.id,
		status: view.status,
		image_url_list: isDone(view) ? photoUrls(view) : null,
		image_key_list: isDone(view) ? photoKeys(view) : null,
		msg: view.reason ?? null,
	}),
	photoMotion: (view) => ({
		motion_id: view.job.id,
		avatar_id: view.job.avatarId,
		image_url: view.input.image_url,
		name: view.input.name,
		status: view.status,
		motion_preview_url: view.video,
		voice_id: view.input.voice_id,
		error_msg: view.reason ?? null,
	}),
	productImages: (view) => {
		const count = (phase: Phase): number => view.items.filter((item) => item.phase === phase).length;
		return {
			batch_id: view.job.id,
			summary: {
				total: view.items.length,
				pending: count('pending'),
				processing: count('processing'),
				completed: count('done'),
				failed: count('failed'),
			},
			generations: view.items.map((item) => ({
				generation_id: item.id,
				status: item.status,
				created_at: view.createdAt,
				...(item.completedAt === undefined ? {} : { completed_at: item.completedAt }),
				...(isDone(item) ? { image_id: `img_${item.id}`, url: item.url } : {}),
			})),
		};
	},
	productMotion: (view) => ({
		avatar_id: view.job.avatarId,
		image_url: view.input.image_url,
		motion_id: view.job.id,
		motion_preview_url: view.video || null,
		name: view.input.name,
		status: view.status,
		voice_id: view.input.voice_id,
		error_msg: view.reason ?? null,
	}),
} satisfies Record<string, Serializer>;

/** The row of a finished or running template video in `GET /v2/template_videos`. */
export const templateVideoRow: Serializer = (view) => ({
	video_id: view.job.id,
	video_name: textAt(view.input, 'video_name') ?? '',
	status: view.phase === 'pending' ? 'processing' : view.status,
	created_at: view.createdAt,
	cover_url: view.cover,
	url: view.video,
	duration_seconds: isDone(view) ? view.job.seconds : 0,
	...errorOf(view, '50000'),
});

/** The row of a product video in `GET /v2/product_videos`. */
export const productVideoRow: Serializer = (view) => ({
	id: view.job.id,
	title: textAt(view.input, 'video_spec.name') ?? 'Product video',
	video_duration: isDone(view) ? view.job.seconds : 0,
	video_url: view.video,
	cover_url: view.cover,
	status: view.status,
	created_at: view.createdAt,
});
