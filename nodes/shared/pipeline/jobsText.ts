import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { tellWithExecution } from '../platform/engine';
import { idsOf, type Purchase } from '../purchases/purchase';
import type { Purchases } from '../purchases/purchases';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';

/** Joins what there is to say. */
export const together = (...sentences: string[]): string => sentences.filter(Boolean).join(' ');

/** e.g. "Already started: avatar video a1, a2 (fetch with JoggAI Avatar Video → Get)."; nothing without jobs. */
export const jobsText = (intro: string, jobs: Purchase[]): string =>
	listed(intro, jobs, (kind) => ` (fetch with ${jobRow(kind).getOperation})`);

/** The same for jobs of which nothing can be fetched; their IDs are what JoggAI's support asks for. */
export const lostJobsText = (jobs: Purchase[]): string =>
	listed('Started, but JoggAI could not make them', jobs, () => '');

function listed(intro: string, jobs: Purchase[], behind: (kind: JobKind) => string): string {
	if (jobs.length === 0) return '';
	const kinds = [...new Set(jobs.map(({ kind }) => kind as JobKind))];
	const lists = kinds.map((kind) => {
		const ids = jobs.filter((job) => job.kind === kind).flatMap(idsOf);
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

/** How that begins with a stopped execution. */
export const GOES_ON = 'JoggAI goes on making';

/** What an execution has bought, in all rounds of a loop: what nobody knows first. */
export const toldOf = (intro: string, purchases: Purchases): string =>
	together(
		unknownText(unknownItems(purchases)),
		jobsText(intro, purchases.jobs({ allRounds: true })),
		lostJobsText(purchases.jobs({ allRounds: true, failed: true })),
	);

/** What n8n lets users search for and shows with an execution: so many entries, of so many letters each. */
const MOST_ENTRIES = 8;
const MOST_LETTERS = 512;

/** Shows a text with the execution, cut between words, so that every ID is whole. */
export function tell(context: IExecuteSingleFunctions, text: string): void {
	const words = text.split(' ');
	const entries = [''];
	for (const word of words) {
		const last = entries[entries.length - 1];
		if (last.length + word.length < MOST_LETTERS)
			entries[entries.length - 1] = last ? `${last} ${word}` : word;
		else entries.push(word);
	}
	if (entries.length > MOST_ENTRIES)
		entries.splice(MOST_ENTRIES - 1, Infinity, "The others stand in n8n's log.");
	entries.forEach((entry, index) => {
		if (entry) tellWithExecution(context, index === 0 ? 'joggAi' : `joggAi${index + 1}`, entry);
	});
}

/** Items of whose request nobody knows whether JoggAI accepted it, but for one. */
export function unknownItems(purchases: Purchases, exceptFor?: number): number[] {
	const items = purchases
		.listOf()
		.filter(({ state }) => state === 'asked')
		.map(({ holder }) => holder.item);
	return items.filter((item) => item !== exceptFor).sort((a, b) => a - b);
}
