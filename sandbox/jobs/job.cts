import type { JsonObject } from '../json.cts';

export type JobKindName =
	| 'script'
	| 'avatarVideo'
	| 'productVideo'
	| 'preview'
	| 'templateVideo'
	| 'translation'
	| 'lipSync'
	| 'photos'
	| 'photoMotion'
	| 'productImages'
	| 'productMotion';

export type Phase = 'pending' | 'processing' | 'done' | 'failed';

export const isDone = ({ phase }: { phase: Phase }): boolean => phase === 'done';

/** Something paid for that finishes when the clock says so. */
export interface Job {
	id: string;
	kind: JobKindName;
	/** The API key that owns it. */
	key: string;
	/** Clock milliseconds. */
	createdAt: number;
	finishesAt: number;
	/** The request body it was started with. */
	input: JsonObject;
	credits: number;
	/** Length of the result in seconds. */
	seconds: number;
	/** Why it will fail; an empty text means it fails without telling. */
	failure?: string;
	/** What its status is called then, if not what that is usually called. */
	failureStatus?: string;
	/** Of a batch, how many items fail; all if left out. */
	failingItems?: number;
	/** The avatar that comes to life when the job is done. */
	avatarId?: number;
	/** Of a batch, the ids of its items. */
	items: string[];
}

interface Span {
	createdAt: number;
	finishesAt: number;
	failure?: string;
}

/** Pending for the first third, then processing, then done or failed: read from the clock, never stored. */
export function phaseAt(span: Span, now: number): Phase {
	if (now >= span.finishesAt) return span.failure === undefined ? 'done' : 'failed';
	return now < span.createdAt + (span.finishesAt - span.createdAt) / 3 ? 'pending' : 'processing';
}

/** A batch of which only some items fail is not a failed batch. */
export const jobSpan = (job: Job): Span =>
	job.failingItems !== undefined && job.failingItems < job.items.length
		? { ...job, failure: undefined }
		: job;

/** The items of a batch finish one after the other, the last together with the batch. */
export function itemSpan(job: Job, index: number): Span {
	const duration = job.finishesAt - job.createdAt;
	const fails = job.failure !== undefined && index < (job.failingItems ?? job.items.length);
	return {
		createdAt: job.createdAt,
		finishesAt: job.createdAt + (duration * (index + 1)) / job.items.length,
		failure: fails ? job.failure : undefined,
	};
}
