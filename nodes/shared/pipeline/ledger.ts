import type { Reply } from '../api/reply';
import type { JobKind } from '../vocabulary/jobs';

/** A job that JoggAI accepted, and most likely charged. */
export interface StartedJob {
	kind: JobKind;
	id: string;
	itemIndex: number;
}

/**
 * What the create requests of a node execution came to, kept through all its attempts (n8n's "Retry On Fail" repeats
 * all items), so that nothing is bought twice and every started job can be told.
 */
export class Ledger {
	/** By item: JoggAI's data, or an outcome that nobody knows. */
	private readonly outcomes = new Map<number, Reply>();
	/** In the order of acceptance. */
	private readonly jobs = new Map<string, StartedJob>();
	private readonly reported = new Set<StartedJob>();

	/** The outcome of the item's create request in an earlier attempt, if it may not be sent again. */
	outcomeOf(itemIndex: number): Reply | undefined {
		return this.outcomes.get(itemIndex);
	}

	/** Keeps the outcome for later attempts. */
	record(itemIndex: number, outcome: Reply): void {
		this.outcomes.set(itemIndex, outcome);
	}

	/** Lets a later attempt send the item's request again: it was free, and its answer is of no use any more. */
	discard(itemIndex: number): void {
		this.outcomes.delete(itemIndex);
	}

	/** Jobs that JoggAI accepted, in this attempt or an earlier one, in the order of acceptance. */
	get startedJobs(): StartedJob[] {
		return [...this.jobs.values()];
	}

	/** Puts an accepted job on record. False: a later attempt met the same one again. */
	addJob(job: StartedJob): boolean {
		const key = `${job.kind} ${job.id}`;
		const isNew = !this.jobs.has(key);
		if (isNew) this.jobs.set(key, job);
		return isNew;
	}

	/** Started jobs that nobody has been told of yet; afterwards somebody has. */
	reportJobs(): StartedJob[] {
		const jobs = this.startedJobs.filter((job) => !this.reported.has(job));
		for (const job of jobs) this.reported.add(job);
		return jobs;
	}
}
