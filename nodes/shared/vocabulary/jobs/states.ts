import { asText } from '../values';

/** The one status vocabulary that users see. */
export type JobStatus = 'processing' | 'completed' | 'failed';

const WORDS: Readonly<Record<string, JobStatus>> = {
	pending: 'processing',
	processing: 'processing',
	in_progress: 'processing',
	start: 'processing',
	waiting: 'processing',
	queued: 'processing',
	completed: 'completed',
	success: 'completed',
	succeeded: 'completed',
	done: 'completed',
	complete: 'completed',
	finished: 'completed',
	failed: 'failed',
	error: 'failed',
	fail: 'failed',
	deleted: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
};

/** Integer statuses of JoggAI's avatar lists (guide). */
export const AVATAR_STATUS_NUMBERS: Readonly<Record<number, JobStatus>> = {
	0: 'processing',
	1: 'completed',
	2: 'failed',
};

/** Integer statuses of v1 projects (v1 pages; 99 is a deleted one) and of the lists of videos (spec: 3 to 5). */
export const VIDEO_STATUS_NUMBERS: Readonly<Record<number, JobStatus>> = {
	1: 'processing',
	2: 'processing',
	3: 'processing',
	4: 'completed',
	5: 'failed',
	99: 'failed',
};

/** Words that tell that a job failed, but not why. */
const NO_REASON = ['failed', 'fail', 'error'];

/** A status word that is a reason in itself, such as "cancelled". */
export const reasonInStatus = (raw: unknown): string | undefined => {
	const word = asText(raw);
	return word !== undefined && Number.isNaN(Number(word)) && !NO_REASON.includes(word.toLowerCase())
		? word
		: undefined;
};

/**
 * Folds JoggAI's many status dialects into one. A word never seen before counts as processing, a missing one as
 * completed only when a result is there. Integers mean something else for each kind, hence `numbers`.
 */
export function jobStatus(
	raw: unknown,
	hasResult: boolean,
	numbers: Readonly<Record<number, JobStatus>> = VIDEO_STATUS_NUMBERS,
): JobStatus {
	if (raw === undefined || raw === null || raw === '') return hasResult ? 'completed' : 'processing';
	const word = (asText(raw) ?? '').toLowerCase();
	return numbers[Number(word)] ?? (Object.hasOwn(WORDS, word) ? WORDS[word] : 'processing');
}
