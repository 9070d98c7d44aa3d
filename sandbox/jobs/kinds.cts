import { textAt, type Fields } from '../fields.cts';
import { narrationOf, PRICES, spokenSeconds, type Price } from '../prices.cts';
import type { JobKindName, Phase } from './job.cts';
import { NOTICES, type Notices } from './notices.cts';
import { REPORTS, type Report } from './reports.cts';

interface JobKind {
	/** How long such a job takes at speed 1. */
	duration: number;
	idField: string;
	/** What the status operation calls each phase. */
	words: Record<Phase, string>;
	price: Price;
	/** Length of the result in seconds. */
	length(input: Fields, sourceSeconds: number): number;
	/** The status operation's answer. */
	report: Report;
	/** Events for the account's webhook endpoints. */
	notices: Notices;
	/** The request field that may name an address to call when finished. */
	callbackField?: string;
	/** Whether a finished job is an avatar that videos can use. */
	makesAvatar?: boolean;
}

const words = { pending: 'pending', processing: 'processing', done: 'completed', failed: 'failed' };
const neverPending = { ...words, pending: 'processing' };
const lipSyncWords = { ...words, done: 'success' };
const photoWords = { pending: 'in_progress', processing: 'in_progress', done: 'success', failed: 'error' };

const source = (_input: Fields, sourceSeconds: number): number => sourceSeconds;
const none = (): number => 0;
const asked = (input: Fields): number => Number(textAt(input, 'video_spec.length'));

const spoken = (input: Fields, sourceSeconds: number): number => {
	const script = textAt(input, 'voice.script');
	return textAt(input, 'voice.type') === 'audio' || !script ? sourceSeconds : spokenSeconds(script);
};

const productLength = (input: Fields): number => {
	const own = textAt(input, 'override_script');
	return own ? Math.max(asked(input), spokenSeconds(own)) : asked(input);
};

const narrated = (input: Fields, sourceSeconds: number): number => {
	const narration = narrationOf(input);
	return narration ? spokenSeconds(narration) : sourceSeconds;
};

/** Every kind of job as a row: no code elsewhere asks which kind it deals with. */
export const JOB_KINDS: Record<JobKindName, JobKind> = {
	script: {
		duration: 15,
		idField: 'task_id',
		words,
		price: PRICES.script,
		length: none,
		report: REPORTS.script,
		notices: NOTICES.script,
	},
	avatarVideo: {
		duration: 120,
		idField: 'video_id',
		words,
		price: PRICES.video,
		length: spoken,
		report: REPORTS.avatarVideo,
		notices: NOTICES.avatarVideo,
		callbackField: 'webhook_url',
	},
	productVideo: {
		duration: 300,
		idField: 'video_id',
		words: neverPending,
		price: PRICES.video,
		length: productLength,
		report: REPORTS.productVideo,
		notices: NOTICES.productVideo,
		callbackField: 'webhook_url',
	},
	preview: {
		duration: 120,
		idField: 'preview_id',
		words: neverPending,
		price: PRICES.preview,
		length: productLength,
		report: REPORTS.preview,
		notices: NOTICES.preview,
		callbackField: 'webhook_url',
	},
	templateVideo: {
		duration: 180,
		idField: 'video_id',
		words,
		price: PRICES.video,
		length: narrated,
		report: REPORTS.templateVideo,
		notices: NOTICES.templateVideo,
		callbackField: 'webhook_url',
	},
	translation: {
		duration: 600,
		idField: 'video_translate_id',
		words,
		price: PRICES.translation,
		length: source,
		report: REPORTS.translation,
		notices: NOTICES.translation,
		callbackField: 'callback_url',
	},
	lipSync: {
		duration: 60,
		idField: 'task_id',
		words: lipSyncWords,
		price: PRICES.lipSync,
		length: source,
		report: REPORTS.lipSync,
		notices: NOTICES.none,
	},
	photos: {
		duration: 120,
		idField: 'photo_id',
		words: photoWords,
		price: PRICES.photos,
		length: none,
		report: REPORTS.photos,
		notices: NOTICES.photos,
	},
	photoMotion: {
		duration: 150,
		idField: 'motion_id',
		words,
		price: PRICES.photoMotion,
		length: none,
		report: REPORTS.photoMotion,
		notices: NOTICES.photoMotion,
		makesAvatar: true,
	},
	productImages: {
		duration: 120,
		idField: 'batch_id',
		words,
		price: PRICES.productImages,
		length: none,
		report: REPORTS.productImages,
		notices: NOTICES.productImages,
		callbackField: 'webhook_url',
	},
	productMotion: {
		duration: 150,
		idField: 'motion_id',
		words,
		price: PRICES.productMotion,
		length: none,
		report: REPORTS.productMotion,
		notices: NOTICES.productMotion,
		makesAvatar: true,
	},
};
