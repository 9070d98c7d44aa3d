import { unixSeconds } from '../clock.cts';
import { numberAt, type JsonObject } from '../json.cts';
import type { State } from '../state.cts';
import { TRANSPARENT_SCREEN_STYLE } from '../vocabulary.cts';
import { itemSpan, jobSpan, phaseAt, type Job, type Phase } from './job.cts';
import { JOB_KINDS } from './kinds.cts';

/** A job at one moment, with everything its status replies and events are made of. */
export interface JobView {
	job: Job;
	input: JsonObject;
	phase: Phase;
	/** What JoggAI calls the phase for this kind. */
	status: string;
	createdAt: number;
	/** Null until the job is over. */
	completedAt: number | null;
	/** Address of the finished video, empty before. */
	video: string;
	cover: string;
	/** Address of another result file, empty before the job is done. */
	file(extension: string, suffix?: string): string;
	/** Why it failed, if it did and JoggAI says so. */
	reason?: string;
	items: { id: string; phase: Phase; status: string; completedAt?: number; url: string }[];
}

/** Turns a job into the JSON that one operation or event shows of it. */
export type Serializer = (view: JobView) => JsonObject;

const over = (phase: Phase): boolean => phase === 'done' || phase === 'failed';

/** Only the transparent screen style is delivered as WebM. */
const extensionOf = (input: JsonObject): string =>
	numberAt(input, 'screen_style') === TRANSPARENT_SCREEN_STYLE ? 'webm' : 'mp4';

export function viewOf(state: State, job: Job, now = state.clock.now()): JobView {
	const { statuses } = JOB_KINDS[job.kind];
	const statusOf = (one: Phase): string => (one === 'failed' && job.failureStatus) || statuses[one];
	const phase = phaseAt(jobSpan(job), now);
	const file = (extension: string, suffix = ''): string =>
		phase === 'done' ? state.mediaUrl(`${job.id}${suffix}.${extension}`) : '';
	return {
		job,
		input: job.input,
		phase,
		status: statusOf(phase),
		createdAt: unixSeconds(job.createdAt),
		completedAt: over(phase) ? unixSeconds(job.finishesAt) : null,
		video: file(extensionOf(job.input)),
		cover: file('jpg'),
		file,
		reason: phase === 'failed' ? job.failure || undefined : undefined,
		items: job.items.map((id, index) => {
			const span = itemSpan(job, index);
			const itemPhase = phaseAt(span, now);
			return {
				id,
				phase: itemPhase,
				status: statusOf(itemPhase),
				completedAt: over(itemPhase) ? unixSeconds(span.finishesAt) : undefined,
				url: itemPhase === 'done' ? state.mediaUrl(`${id}.png`) : '',
			};
		}),
	};
}
