import { textAt, type Fields } from '../fields.cts';
import { writeScripts } from '../data/scripts.cts';
import { photoUrls } from './reports.cts';
import { isDone, type JobView } from './view.cts';

/** What is told when a job ends: the account events, and the data they carry. */
export interface Notices {
	events: { stem: string; data: (view: JobView) => Fields }[];
	/** Event name and data for a per-request callback when there is no account event. */
	callback?: { stem: string; data: (view: JobView) => Fields };
}

const failure = (view: JobView): Fields => ({ error: { code: 50000, message: view.job.failure ?? '' } });

const videoData = (view: JobView): Fields => ({
	video_id: view.job.id,
	status: view.word,
	...(isDone(view)
		? { video_url: view.video, cover_url: view.cover, duration: view.job.seconds }
		: failure(view)),
});

const translationData = (view: JobView): Fields => ({
	video_translate_id: view.job.id,
	status: view.word,
	...(isDone(view)
		? { url: view.video, video_url: view.video, subtitle_url: view.file('srt') }
		: failure(view)),
});

const avatarData = (view: JobView): Fields => ({
	avatar_id: view.job.avatarId,
	status: view.word,
	...(isDone(view) ? { preview_url: view.video, cover_url: view.cover } : failure(view)),
});

// Paragraphs are one text here although polling answers a list.
const scriptData = (view: JobView): Fields => ({
	task_id: view.job.id,
	status: view.word,
	...(isDone(view)
		? {
				scripts: writeScripts(view.input).map((script) => ({
					...script,
					script_paragraphs: script.script_paragraphs.join(' '),
				})),
			}
		: failure(view)),
});

const photosData = (view: JobView): Fields => ({
	photo_id: view.job.id,
	...(isDone(view) ? { photo_urls: photoUrls(view) } : { error: view.job.failure }),
});

const batchData = (view: JobView): Fields => ({
	batch_id: view.job.id,
	...(isDone(view)
		? { photo_urls: view.items.filter((item) => item.url).map((item) => item.url) }
		: { error: view.job.failure }),
});

// No avatar_id and no status: the receiver has to ask for them.
const motionData = (view: JobView): Fields => ({
	motion_id: view.job.id,
	...(isDone(view)
		? { motion_url: view.video, photo_url: textAt(view.input, 'image_url') ?? '' }
		: { error: view.job.failure }),
});

const video = (stem: string): Notices => ({ events: [{ stem, data: videoData }] });

/** Which notices each kind sends. Nothing is documented for previews (callback only) and lip sync (none at all). */
export const NOTICES = {
	script: { events: [{ stem: 'generated_script', data: scriptData }] },
	avatarVideo: video('generated_avatar_video'),
	productVideo: video('generated_product_video'),
	templateVideo: video('generated_template_video'),
	preview: { events: [], callback: { stem: 'generated_video', data: videoData } },
	translation: { events: [{ stem: 'generated_translate_video', data: translationData }] },
	photos: { events: [{ stem: 'generated_image', data: photosData }] },
	photoMotion: {
		events: [
			{ stem: 'generated_motion', data: motionData },
			{ stem: 'generated_photo_avatar', data: avatarData },
		],
	},
	productImages: { events: [{ stem: 'generated_image', data: batchData }] },
	productMotion: { events: [{ stem: 'generated_product_avatar', data: avatarData }] },
	none: { events: [] },
} satisfies Record<string, Notices>;

// The families whose notices arrive without an event_id.
const WITHOUT_EVENT_ID = /^generated_(script|image|motion)_/;
export const carriesEventId = (event: string): boolean => !WITHOUT_EVENT_ID.test(event);
