import { avatarMade, batchStatus, imagesMade, photosMade, previewsStarted } from './details';
import { JOB_LISTS, NEWEST_FIRST } from './lists';
import type { JobRow } from './row';
import { AVATAR_STATUS_NUMBERS } from './states';
import { scriptsOf } from '../scripts';

/** The vendor's own client asks as often. */
const USUAL_SECONDS = 15;

/** The names under which replies and events were met to carry the ID of a video (guide, live). */
const VIDEO_IDS = ['video_id', 'product_video_id', 'project_id', 'task_id', 'id'];

/** What most videos have in common. */
const VIDEO = {
	makes: 'videoUrl, coverUrl',
	askEverySeconds: USUAL_SECONDS,
	maximumWaitMinutes: 20,
	hasFile: true,
};

/** What pictures and avatars have in common. */
const PICTURE = {
	askEverySeconds: USUAL_SECONDS,
	maximumWaitMinutes: 20,
	hasFile: true,
	statusNumbers: AVATAR_STATUS_NUMBERS,
};

const encoded = encodeURIComponent;

export const JOBS = {
	aiScript: {
		noun: 'AI script',
		makes: 'script, paragraphs, style',
		getOperation: 'JoggAI AI Script → Get',
		idKeys: ['task_id'],
		statusRequest: (id) => ({ url: `/v2/ai_scripts/results/${encoded(id)}` }),
		usually: '10 to 30 seconds',
		isQuick: true,
		askEverySeconds: 5,
		maximumWaitMinutes: 3,
		hasFile: false,
		results: scriptsOf,
	},
	avatarVideo: {
		...VIDEO,
		noun: 'avatar video',
		getOperation: 'JoggAI Avatar Video → Get',
		idKeys: VIDEO_IDS,
		statusRequest: (id) => ({ url: `/v2/avatar_video/${encoded(id)}` }),
		usually: '2 to 5 minutes',
		callbackField: 'webhook_url',
	},
	productVideo: {
		...VIDEO,
		noun: 'product video',
		getOperation: 'JoggAI Product Video → Video: Get',
		idKeys: VIDEO_IDS,
		statusRequest: (id) => ({ url: `/v2/product_video/${encoded(id)}` }),
		usually: '5 to 10 minutes',
		maximumWaitMinutes: 30,
		callbackField: 'webhook_url',
	},
	productPreview: {
		noun: 'preview',
		makes: 'videoUrl, visualStyle',
		getOperation: 'JoggAI Product Video → Preview: Get',
		idKeys: ['preview_id'],
		startedParts: previewsStarted,
		statusRequest: { ...JOB_LISTS.productPreview, query: NEWEST_FIRST },
		usually: '2 to 3 minutes',
		askEverySeconds: USUAL_SECONDS,
		maximumWaitMinutes: 20,
		hasFile: true,
		callbackField: 'webhook_url',
		extraFields: ({ visual_style }) => ({ visualStyle: visual_style }),
	},
	templateVideo: {
		...VIDEO,
		noun: 'template video',
		getOperation: 'JoggAI Template Video → Video: Get',
		idKeys: VIDEO_IDS,
		statusRequest: (id) => ({ url: `/v2/template_video/${encoded(id)}` }),
		usually: '2 to 5 minutes',
		callbackField: 'webhook_url',
	},
	lipSync: {
		...VIDEO,
		noun: 'lip sync video',
		getOperation: 'JoggAI Lip Sync → Get',
		idKeys: ['task_id', ...VIDEO_IDS],
		statusRequest: (id) => ({ url: `/v2/lip_sync_video/${encoded(id)}` }),
		usually: 'half a minute to a few minutes',
		maximumWaitMinutes: 30,
	},
	videoTranslation: {
		noun: 'video translation',
		makes: 'videoUrl, subtitleUrl',
		getOperation: 'JoggAI Video Translation → Get',
		idKeys: ['video_translate_id', ...VIDEO_IDS],
		statusRequest: (id) => ({ url: `/v2/video_translate/${encoded(id)}` }),
		usually: '10 to 20 minutes',
		askEverySeconds: 30,
		maximumWaitMinutes: 60,
		hasFile: true,
		moreFiles: 'subtitles with _subtitles behind it',
		callbackField: 'callback_url',
		extraFields: ({ subtitle_url }) => ({ subtitleUrl: subtitle_url }),
	},
	photoImages: {
		...PICTURE,
		noun: 'set of avatar photos',
		makes: 'imageUrl, imageUrls',
		getOperation: 'JoggAI Photo Avatar → Get Photos',
		idKeys: ['photo_id'],
		statusRequest: (id) => ({ url: '/v2/photo_avatar/photo', qs: { photo_id: id } }),
		usually: '2 to 5 minutes',
		maximumWaitMinutes: 15,
		moreFiles: 'the other photos with _1, _2 and _3 behind it',
		extraFields: photosMade,
	},
	photoAvatar: {
		...PICTURE,
		noun: 'photo avatar',
		makes: 'avatarId, avatarSource',
		getOperation: 'JoggAI Photo Avatar → Get Avatar',
		idKeys: ['motion_id'],
		statusRequest: (id) => ({ url: '/v2/photo_avatar', qs: { motion_id: id } }),
		usually: '2 to 3 minutes',
		maximumWaitMinutes: 15,
		extraFields: avatarMade('photo'),
	},
	productImages: {
		...PICTURE,
		noun: 'batch of product avatar images',
		makes: 'imageUrl, imageUrls, generationId',
		getOperation: 'JoggAI Product Avatar → Get Images',
		idKeys: ['batch_id'],
		statusRequest: (id) => ({ url: `/v2/product_avatar/generation/${encoded(id)}` }),
		statusOf: batchStatus,
		usually: 'up to 5 minutes',
		moreFiles: 'further images with _1, _2 and _3 behind it',
		callbackField: 'webhook_url',
		extraFields: imagesMade,
	},
	productAvatar: {
		...PICTURE,
		noun: 'product avatar',
		makes: 'avatarId, avatarSource',
		getOperation: 'JoggAI Product Avatar → Get Avatar',
		idKeys: ['motion_id'],
		statusRequest: (id) => ({ url: '/v2/product_avatar', qs: { motion_id: id } }),
		usually: 'up to 5 minutes',
		extraFields: avatarMade('product'),
	},
	legacyProject: {
		...VIDEO,
		noun: 'v1 project',
		getOperation: 'JoggAI Avatar Video → Get Legacy Project',
		idKeys: ['project_id', 'id'],
		statusRequest: (id) => ({ url: '/v1/project', qs: { project_id: id } }),
		statusOf: (data) => data.status_code ?? data.status,
		usually: '2 to 10 minutes',
	},
} satisfies Record<string, JobRow>;

export type JobKind = keyof typeof JOBS;

/** The row of a kind, with every optional column visible to the type checker. */
export const jobRow = (kind: JobKind): JobRow => JOBS[kind];
