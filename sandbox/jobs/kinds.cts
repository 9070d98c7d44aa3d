import { textAt, type JsonObject } from '../json.cts';
import { narrationOf, PRICES, spokenSeconds, type Price } from '../prices.cts';
import { EVENTS, type JobEvents } from './events.cts';
import type { JobKindName, Phase } from './job.cts';
import { STATUS_REPLIES } from './statusReplies.cts';
import type { Serializer } from './view.cts';

interface JobKind {
	/** How long such a job takes at speed 1. */
	duration: number;
	idField: string;
	/** What the status operation calls each phase. */
	statuses: Record<Phase, string>;
	price: Price;
	/** Length of the result in seconds. */
	length(input: JsonObject, sourceSeconds: number): number;
	/** The `data` of the status operation's reply. */
	statusReply: Serializer;
	events: JobEvents;
	/** The request field that may name an address to call when finished. */
	callbackField?: string;
	/** Whether a finished job is an avatar that videos can use. */
	makesAvatar?: boolean;
}

const statuses = { pending: 'pending', processing: 'processing', done: 'completed', failed: 'failed' };
const neverPending = { ...statuses, pending: 'processing' };
const lipSyncStatuses = { ...statuses, done: 'success' };
const photoStatuses = { pending: 'in_progress', processing: 'in_progress', done: 'success', failed: 'error' };

const source = (_input: JsonObject, sourceSeconds: number): number => sourceSeconds;
const none = (): number => 0;
const asked = (input: JsonObject): number => Number(textAt(input, 'video_spec.length'));

const spoken = (input: JsonObject, sourceSeconds: number): number => {
	const script = textAt(input, 'voice.script');
	return textAt(input, 'voice.type') === 'audio' || !script ? sourceSeconds : spokenSeconds(script);
};

const productLength = (input: JsonObject): number => {
	const own = textAt(input, 'override_script');
	return own ? Math.max(asked(input), spokenSeconds(own)) : asked(input);
};

const narrated = (input: JsonObject, sourceSeconds: number): number => {
	const narration = narrationOf(input);
	return narration ? spokenSeconds(narration) : sourceSeconds;
};

/** Every kind of job as a row: no code elsewhere asks which kind it deals with. */
export const JOB_KINDS: Record<JobKindName, JobKind> = {
	script: {
		duration: 15,
		idField: 'task_id',
		statuses,
		price: PRICES.script,
		length: none,
		statusReply: STATUS_REPLIES.script,
		events: EVENTS.script,
	},
	avatarVideo: {
		duration: 120,
		idField: 'video_id',
		statuses,
		price: PRICES.video,
		length: spoken,
		statusReply: STATUS_REPLIES.avatarVideo,
		events: EVENTS.avatarVideo,
		callbackField: 'webhook_url',
	},
	productVideo: {
		duration: 300,
		idField: 'video_id',
		statuses: neverPending,
		price: PRICES.video,
		length: productLength,
		statusReply: STATUS_REPLIES.productVideo,
		events: EVENTS.productVideo,
		callbackField: 'webhook_url',
	},
	preview: {
		duration: 120,
		idField: 'preview_id',
		statuses: neverPending,
		price: PRICES.preview,
		length: productLength,
		statusReply: STATUS_REPLIES.preview,
		events: EVENTS.preview,
		callbackField: 'webhook_url',
	},
	templateVideo: {
		duration: 180,
		idField: 'video_id',
		statuses,
		price: PRICES.video,
		length: narrated,
		statusReply: STATUS_REPLIES.templateVideo,
		events: EVENTS.templateVideo,
		callbackField: 'webhook_url',
	},
	translation: {
		duration: 600,
		idField: 'video_translate_id',
		statuses,
		price: PRICES.translation,
		length: source,
		statusReply: STATUS_REPLIES.translation,
		events: EVENTS.translation,
		callbackField: 'callback_url',
	},
	lipSync: {
		duration: 60,
		idField: 'task_id',
		statuses: lipSyncStatuses,
		price: PRICES.lipSync,
		length: source,
		statusReply: STATUS_REPLIES.lipSync,
		events: EVENTS.none,
	},
	photos: {
		duration: 120,
		idField: 'photo_id',
		statuses: photoStatuses,
		price: PRICES.photos,
		length: none,
		statusReply: STATUS_REPLIES.photos,
		events: EVENTS.photos,
	},
	photoMotion: {
		duration: 150,
		idField: 'motion_id',
		statuses,
		price: PRICES.photoMotion,
		length: none,
		statusReply: STATUS_REPLIES.photoMotion,
		events: EVENTS.photoMotion,
		makesAvatar: true,
	},
	productImages: {
		duration: 120,
		idField: 'batch_id',
		statuses,
		price: PRICES.productImages,
		length: none,
		statusReply: STATUS_REPLIES.productImages,
		events: EVENTS.productImages,
		callbackField: 'webhook_url',
	},
	productMotion: {
		duration: 150,
		idField: 'motion_id',
		statuses,
		price: PRICES.productMotion,
		length: none,
		statusReply: STATUS_REPLIES.productMotion,
		events: EVENTS.productMotion,
		makesAvatar: true,
	},
};
