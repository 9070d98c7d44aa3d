import type { JobStatus } from './jobStates';
import { PROJECT_STATUS_NUMBERS } from './jobStates';
import {
	avatarMade,
	batchStatus,
	imagesMade,
	photosMade,
	previewsStarted,
	templateVideoTitle,
} from './jobDetails';
import { JOB_LISTS } from './jobLists';
import { scriptsOf } from './scripts';

/** One step of a polling ladder: ask every `everySeconds` until the job is `untilSeconds` old. */
export interface Rung {
	untilSeconds: number;
	everySeconds: number;
}

/** JoggAI's `data`, with whatever keys a kind uses. */
export type RawJob = Record<string, unknown>;

/** A job that a create request started, or one of several that it refused to start. */
export interface StartedPart {
	id?: string;
	reason?: string;
	raw: RawJob;
}

/** A list to look a job up in, for kinds whose status cannot be asked for by ID. */
export interface JobList {
	url: string;
	query: Record<string, string>;
	keys: string[];
	idKeys: string[];
}

/** How JoggAI treats one kind of job. Everything that differs between kinds is a column here. */
export interface JobRow {
	/** What the job makes, inside a sentence. */
	noun: string;
	/** Where a user looks after a job by its ID. */
	lookUp: string;
	/** Keys under which the reply to the create request carries the ID, first match wins. */
	idKeys: string[];
	/** The jobs that one create request starts, for kinds where they are several. */
	starts?: (data: RawJob) => StartedPart[];
	/** The request that tells the status (IDs arrive trimmed and not empty), or the list that does. */
	ask: ((id: string) => { url: string; qs?: Record<string, string> }) | JobList;
	/** Status word or number, where it is not simply `status`. */
	statusOf?: (data: RawJob) => unknown;
	/** Meaning of integer statuses, where the kind uses them. */
	statusNumbers?: Readonly<Record<number, JobStatus>>;
	/** Documented duration, for the advice after a wait that ran out. */
	usually: string;
	/** Age in seconds at which the first question makes sense. */
	firstPollSeconds: number;
	ladder: Rung[];
	/** Default of the field Maximum Wait, in minutes. */
	maximumWaitMinutes: number;
	/** Whether a finished job must carry the address of a file. */
	hasFile: boolean;
	/** The files beyond the first and the ends of their field names, for kinds that make several. */
	moreFiles?: string;
	/** Body field for the address that JoggAI calls when the job ends, if the operation takes one. */
	callbackField?: string;
	/** Output fields that only this kind has. */
	adds?: (data: RawJob) => object;
	/** What a finished job made, for kinds that make several things; each becomes an item. */
	results?: (data: RawJob) => object[];
}

/** JoggAI's advice for videos: every 10 s in minute one, every 30 s until minute five, then every minute (guide). */
const VIDEO_LADDER: Rung[] = [
	{ untilSeconds: 60, everySeconds: 10 },
	{ untilSeconds: 300, everySeconds: 30 },
	{ untilSeconds: Infinity, everySeconds: 60 },
];

const encoded = encodeURIComponent;

export const JOBS = {
	aiScript: {
		noun: 'AI script',
		lookUp: 'JoggAI AI Script → Get',
		idKeys: ['task_id'],
		ask: (id) => ({ url: `/v2/ai_scripts/results/${encoded(id)}` }),
		usually: '10 to 30 seconds',
		firstPollSeconds: 10,
		ladder: [
			{ untilSeconds: 60, everySeconds: 5 },
			{ untilSeconds: Infinity, everySeconds: 10 },
		],
		maximumWaitMinutes: 3,
		hasFile: false,
		results: scriptsOf,
	},
	avatarVideo: {
		noun: 'avatar video',
		lookUp: 'JoggAI Avatar Video → Get',
		idKeys: ['video_id', 'id'],
		ask: (id) => ({ url: `/v2/avatar_video/${encoded(id)}` }),
		usually: '2 to 5 minutes',
		firstPollSeconds: 12,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 20,
		hasFile: true,
		callbackField: 'webhook_url',
	},
	productVideo: {
		noun: 'product video',
		lookUp: 'JoggAI Product Video → Video: Get',
		idKeys: ['video_id', 'product_video_id', 'id'],
		ask: (id) => ({ url: `/v2/product_video/${encoded(id)}` }),
		usually: '5 to 10 minutes',
		firstPollSeconds: 15,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 30,
		hasFile: true,
		callbackField: 'webhook_url',
		adds: ({ title }) => ({ title }),
	},
	productPreview: {
		noun: 'preview',
		lookUp: 'JoggAI Product Video → Preview: Get',
		idKeys: ['preview_id'],
		starts: previewsStarted,
		ask: { ...JOB_LISTS.productPreview, query: { sort_by: 'created_at', sort_order: 'desc' } },
		usually: '2 to 3 minutes',
		firstPollSeconds: 30,
		ladder: [{ untilSeconds: Infinity, everySeconds: 15 }],
		maximumWaitMinutes: 20,
		hasFile: true,
		callbackField: 'webhook_url',
		adds: ({ visual_style, title }) => ({ visualStyle: visual_style, title }),
	},
	templateVideo: {
		noun: 'template video',
		lookUp: 'JoggAI Template Video → Video: Get',
		idKeys: ['video_id', 'id'],
		ask: (id) => ({ url: `/v2/template_video/${encoded(id)}` }),
		usually: '2 to 5 minutes',
		firstPollSeconds: 12,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 20,
		hasFile: true,
		callbackField: 'webhook_url',
		adds: templateVideoTitle,
	},
	lipSync: {
		noun: 'lip sync video',
		lookUp: 'JoggAI Lip Sync → Get',
		idKeys: ['task_id'],
		ask: (id) => ({ url: `/v2/lip_sync_video/${encoded(id)}` }),
		usually: 'half a minute to a few minutes',
		firstPollSeconds: 10,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 30,
		hasFile: true,
	},
	videoTranslation: {
		noun: 'video translation',
		lookUp: 'JoggAI Video Translation → Get',
		idKeys: ['video_translate_id', 'id'],
		ask: (id) => ({ url: `/v2/video_translate/${encoded(id)}` }),
		usually: '10 to 20 minutes',
		firstPollSeconds: 60,
		ladder: [
			{ untilSeconds: 600, everySeconds: 15 },
			{ untilSeconds: Infinity, everySeconds: 30 },
		],
		maximumWaitMinutes: 60,
		hasFile: true,
		moreFiles: 'subtitles with _subtitles behind it',
		callbackField: 'callback_url',
		adds: ({ title, subtitle_url }) => ({ title, subtitleUrl: subtitle_url }),
	},
	photoImages: {
		noun: 'set of avatar photos',
		lookUp: 'JoggAI Photo Avatar → Get Photos',
		idKeys: ['photo_id'],
		ask: (id) => ({ url: '/v2/photo_avatar/photo', qs: { photo_id: id } }),
		usually: '2 to 5 minutes',
		firstPollSeconds: 15,
		ladder: [{ untilSeconds: Infinity, everySeconds: 10 }],
		maximumWaitMinutes: 15,
		hasFile: true,
		moreFiles: 'the other photos with _1, _2 and _3 behind it',
		adds: photosMade,
	},
	photoMotion: {
		noun: 'photo avatar',
		lookUp: 'JoggAI Photo Avatar → Get Avatar',
		idKeys: ['motion_id'],
		ask: (id) => ({ url: '/v2/photo_avatar', qs: { motion_id: id } }),
		usually: '2 to 3 minutes',
		firstPollSeconds: 15,
		ladder: [{ untilSeconds: Infinity, everySeconds: 10 }],
		maximumWaitMinutes: 15,
		hasFile: true,
		adds: avatarMade('photo'),
	},
	productImages: {
		noun: 'batch of product avatar images',
		lookUp: 'JoggAI Product Avatar → Get Images',
		idKeys: ['batch_id'],
		ask: (id) => ({ url: `/v2/product_avatar/generation/${encoded(id)}` }),
		statusOf: batchStatus,
		usually: 'up to 5 minutes',
		firstPollSeconds: 15,
		ladder: [{ untilSeconds: Infinity, everySeconds: 10 }],
		maximumWaitMinutes: 20,
		hasFile: true,
		moreFiles: 'further images with _1, _2 and _3 behind it',
		callbackField: 'webhook_url',
		adds: imagesMade,
	},
	productMotion: {
		noun: 'product avatar',
		lookUp: 'JoggAI Product Avatar → Get Avatar',
		idKeys: ['motion_id'],
		ask: (id) => ({ url: '/v2/product_avatar', qs: { motion_id: id } }),
		usually: 'up to 5 minutes',
		firstPollSeconds: 15,
		ladder: [{ untilSeconds: Infinity, everySeconds: 10 }],
		maximumWaitMinutes: 20,
		hasFile: true,
		adds: avatarMade('product'),
	},
	legacyProject: {
		noun: 'v1 project',
		lookUp: 'JoggAI Avatar Video → Get Legacy Project',
		idKeys: ['project_id', 'id'],
		ask: (id) => ({ url: '/v1/project', qs: { project_id: id } }),
		statusOf: (data) => data.status_code ?? data.status,
		statusNumbers: PROJECT_STATUS_NUMBERS,
		usually: '2 to 10 minutes',
		firstPollSeconds: 12,
		ladder: VIDEO_LADDER,
		maximumWaitMinutes: 20,
		hasFile: true,
	},
} satisfies Record<string, JobRow>;

export type JobKind = keyof typeof JOBS;

/** The row of a kind, with every optional column visible to the type checker. */
export const jobRow = (kind: JobKind): JobRow => JOBS[kind];
