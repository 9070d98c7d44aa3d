import { unixSeconds } from '../clock.cts';
import { numberAt, type Fields } from '../fields.cts';
import type { State } from '../state.cts';
import { TRANSPARENT_SCREEN_STYLE } from '../vocabulary.cts';
import { itemSpan, jobSpan, phaseAt, type Job, type Phase } from './job.cts';
import { JOB_KINDS } from './kinds.cts';

/** A job at one moment, with everything its reports and notices are made of. */
export interface JobView {
	job: Job;
	input: Fields;
	phase: Phase;
	/** What JoggAI calls the phase for this kind. */
	word: string;
	createdAt: number;
	/** Null until the job is over. */
	completedAt: number | null;
	/** Address of the finished video, empty before. */
	video: string;
	cover: string;
	/** Address of another result file, empty before the job is done. */
	file(extension: string, suffix?: string): string;
	/** Why it failed, if it did and the reason is told. */
	reason?: string;
	items: { id: string; phase: Phase; word: string; completedAt?: number; url: string }[];
}

export const isDone = ({ phase }: JobView): boolean => phase === 'done';

const over = (phase: Phase): boolean => phase === 'done' || phase === 'failed';

/** Only the transparent screen style is delivered as WebM. */
const extensionOf = (input: Fields): string =>
	numberAt(input, 'screen_style') === TRANSPARENT_SCREEN_STYLE ? 'webm' : 'mp4';

export function viewOf(state: State, job: Job, now = state.clock.now()): JobView {
	const { words } = JOB_KINDS[job.kind];
	const phase = phaseAt(jobSpan(job), now);
	const file = (extension: string, suffix = ''): string =>
		phase === 'done' ? state.mediaUrl(`${job.id}${suffix}.${extension}`) : '';
	return {
		job,
		input: job.input,
		phase,
		word: words[phase],
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
				word: words[itemPhase],
				completedAt: over(itemPhase) ? unixSeconds(span.finishesAt) : undefined,
				url: itemPhase === 'done' ? state.mediaUrl(`${id}.png`) : '',
			};
		}),
	};
}
