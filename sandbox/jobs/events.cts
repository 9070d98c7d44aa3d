import { generateScripts } from '../data/scripts.cts';
import { textAt, type JsonObject } from '../json.cts';
import { isDone } from './job.cts';
import { photoUrls } from './statusReplies.cts';
import type { JobView, Serializer } from './view.cts';

interface JobEvent {
	/** Its name without `_success` or `_failed`. */
	prefix: string;
	data: Serializer;
}

/** What is sent when a job ends. */
export interface JobEvents {
	toEndpoints: JobEvent[];
	/** For the callback of a request, if not the first of the others. */
	toCallback?: JobEvent;
}

const failure = (view: JobView): JsonObject => ({ error: { code: 50000, message: view.job.failure ?? '' } });

const videoData: Serializer = (view) => ({
	video_id: view.job.id,
	status: view.status,
	...(isDone(view)
		? { video_url: view.video, cover_url: view.cover, duration: view.job.seconds }
		: failure(view)),
});

const translationData: Serializer = (view) => ({
	video_translate_id: view.job.id,
	status: view.status,
	...(isDone(view)
		? { url: view.video, video_url: view.video, subtitle_url: view.file('srt') }
		: failure(view)),
});

const avatarData: Serializer = (view) => ({
	avatar_id: view.job.avatarId,
	status: view.status,
	...(isDone(view) ? { preview_url: view.video, cover_url: view.cover } : failure(view)),
});

// Paragraphs are one text here although polling answers a list.
const scriptData: Serializer = (view) => ({
	task_id: view.job.id,
	status: view.status,
	...(isDone(view)
		? {
				scripts: generateScripts(view.input).map((script) => ({
					...script,
					script_paragraphs: script.script_paragraphs.join(' '),
				})),
			}
		: failure(view)),
});

const photosData: Serializer = (view) => ({
	photo_id: view.job.id,
	...(isDone(view) ? { photo_urls: photoUrls(view) } : { error: view.job.failure }),
});

const batchData: Serializer = (view) => ({
	batch_id: view.job.id,
	...(isDone(view)
		? { photo_urls: view.items.filter((item) => item.url).map((item) => item.url) }
		: { error: view.job.failure }),
});

// No avatar_id and no status: the receiver has to ask for them.
const motionData: Serializer = (view) => ({
	motion_id: view.job.id,
	...(isDone(view)
		? { motion_url: view.video, photo_url: textAt(view.input, 'image_url') ?? '' }
		: { error: view.job.failure }),
});

const video = (prefix: string): JobEvents => ({ toEndpoints: [{ prefix, data: videoData }] });

/** What each kind sends. Nothing is documented for previews (callback only) and lip sync (none at all). */
export const EVENTS = {
	script: { toEndpoints: [{ prefix: 'generated_script', data: scriptData }] },
	avatarVideo: video('generated_avatar_video'),
	productVideo: video('generated_product_video'),
	templateVideo: video('generated_template_video'),
	preview: { toEndpoints: [], toCallback: { prefix: 'generated_video', data: videoData } },
	translation: { toEndpoints: [{ prefix: 'generated_translate_video', data: translationData }] },
	photos: { toEndpoints: [{ prefix: 'generated_image', data: photosData }] },
	photoMotion: {
		toEndpoints: [
			{ prefix: 'generated_motion', data: motionData },
			{ prefix: 'generated_photo_avatar', data: avatarData },
		],
	},
	productImages: { toEndpoints: [{ prefix: 'generated_image', data: batchData }] },
	productMotion: { toEndpoints: [{ prefix: 'generated_product_avatar', data: avatarData }] },
	none: { toEndpoints: [] },
} satisfies Record<string, JobEvents>;

// These arrive without an event_id.
const WITHOUT_EVENT_ID = /^generated_(script|image|motion)_/;
export const carriesEventId = (event: string): boolean => !WITHOUT_EVENT_ID.test(event);
