import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import type { StartedJob } from './ledger';

/** Joins what there is to say. */
export const together = (...sentences: string[]): string => sentences.filter(Boolean).join(' ');

/** e.g. "Already started: avatar video a1, a2 (fetch with JoggAI Avatar Video → Get)."; nothing without jobs. */
export const jobsText = (intro: string, jobs: StartedJob[]): string =>
	listed(intro, jobs, (kind) => ` (fetch with ${jobRow(kind).getOperation})`);

/** The same for jobs of which nothing can be fetched; their IDs are what JoggAI's support asks for. */
export const lostJobsText = (jobs: StartedJob[]): string =>
	listed('Started, but JoggAI could not make them', jobs, () => '');

function listed(intro: string, jobs: StartedJob[], behind: (kind: JobKind) => string): string {
	if (jobs.length === 0) return '';
	const kinds = [...new Set(jobs.map(({ kind }) => kind))];
	const lists = kinds.map((kind) => {
		const ids = jobs.filter((job) => job.kind === kind).map(({ id }) => id);
		return `${jobRow(kind).noun} ${ids.join(', ')}${behind(kind)}`;
	});
	return `${intro}: ${lists.join('; ')}.`;
}

/** Nobody else knows that there may be something to look for; nothing without items. */
export function unknownText(items: number[]): string {
	if (items.length === 0) return '';
	const [which, them] = items.length > 1 ? ['items', 'them'] : ['item', 'it'];
	return `It is not known either whether JoggAI accepted and charged ${which} ${items.join(', ')}: look for the results in your projects at app.jogg.ai before you run ${them} once more.`;
}
