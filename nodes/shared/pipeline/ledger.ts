import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../api/reply';
import type { JobKind } from '../vocabulary/jobs/kinds';

/** A job that JoggAI accepted, and most likely charged. */
export interface StartedJob {
	kind: JobKind;
	id: string;
	itemIndex: number;
	/** JoggAI could not make it. */
	failed?: boolean;
}

/** What one request came to, as it is stored with the execution: IDs of jobs, or an outcome that nobody knows. */
export type StoredOutcome = ({ parts: Array<{ id?: string; reason?: string }> } | { unknown: true }) & {
	/** JoggAI has made none of the jobs. */
	failed?: boolean;
};

/** How far an item has come, as it is stored while the execution sleeps. */
export interface Progress {
	/** When its wait began, in milliseconds since 1970. */
	since?: number;
	/** All its jobs have ended; how is asked once more when those of all items have. */
	hasEnded?: boolean;
	/** Since when JoggAI has refused it for too many requests, in milliseconds since 1970. */
	refusedSince?: number;
	/** Its jobs were made before, in another execution or by somebody else. */
	isReused?: boolean;
	/** What it failed with, where the run goes on. */
	failure?: IDataObject;
}

/** Where the outcome of the item's request stands in the store, and the kind of its jobs. */
interface SleepingItem extends Progress {
	kind?: JobKind;
	hash?: string;
	position?: number;
}

/** Equal requests of several items stand one behind the other. */
type Store = Record<string, StoredOutcome[]>;

/** Tells requests apart without keeping what is in them. */
export const requestHash = (...parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/**
 * What the create requests of a node execution came to, kept through all its attempts (n8n's "Retry On Fail" repeats
 * all items), so that nothing is bought twice and every started job can be told. Hashes and IDs are also stored with the
 * execution, for somebody who retries the execution itself.
 */
export class Ledger {
	/** By item: JoggAI's data, or an outcome that nobody knows. */
	private readonly outcomes = new Map<number, Reply>();
	/** In the order of acceptance. */
	private readonly jobs = new Map<string, StartedJob>();
	private readonly reported = new Set<StartedJob | number>();
	private readonly stored = new Map<number, { hash: string; outcome: StoredOutcome }>();
	private readonly progress = new Map<number, Progress>();
	/** By the ID of a job: the item that has started it, or has taken it as made before, in this attempt or an earlier one. */
	private readonly claimed = new Map<string, number>();

	/** `context` is what n8n stores for the node; `run` tells the rounds of a loop apart. */
	constructor(
		private readonly context: IDataObject = {},
		private readonly run = 0,
	) {
		this.takeProgress();
	}

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

	/** Stores with the execution what the request with this hash came to, the first time. */
	store(itemIndex: number, hash: string, outcome: StoredOutcome): void {
		if (this.stored.has(itemIndex)) return;
		this.stored.set(itemIndex, { hash, outcome });
		const store = this.storedByHash();
		store[hash] = [...(store[hash] ?? []), outcome];
	}

	/** Whether an equal request was answered before the execution was retried, and no item has taken that answer. */
	hasStored(hash: string): boolean {
		return this.untaken(hash) !== undefined;
	}

	/** Takes jobs that were made before for the item; false where another item of this run has them. */
	claim(itemIndex: number, ids: string[]): boolean {
		if (ids.some((id) => (this.claimed.get(id) ?? itemIndex) !== itemIndex)) return false;
		for (const id of ids) this.claimed.set(id, itemIndex);
		return true;
	}

	/** Whether the item's create request has been sent and was not refused, in this attempt or an earlier one. */
	isSettled(itemIndex: number): boolean {
		return this.outcomes.has(itemIndex) || this.stored.has(itemIndex);
	}

	/** n8n tries the node again: what failed is to be tried anew. */
	beginAttempt(): void {
		for (const progress of this.progress.values()) delete progress.failure;
	}

	/** How far the item has come; may be changed. */
	progressOf(itemIndex: number): Progress {
		const progress = this.progress.get(itemIndex) ?? {};
		this.progress.set(itemIndex, progress);
		return progress;
	}

	/** Stores with the execution how far every item has come, for the attempt after a sleep. */
	storeProgress(): void {
		const items = new Set([...this.progress.keys(), ...this.stored.keys()]);
		const kinds = new Map([...this.jobs.values()].map(({ itemIndex, kind }) => [itemIndex, kind]));
		const asleep = [...items].map((itemIndex): [number, SleepingItem] => {
			const { hash = '', outcome } = this.stored.get(itemIndex) ?? {};
			const position = outcome ? this.storedByHash()[hash].indexOf(outcome) : -1;
			const place = position < 0 ? {} : { hash, position, kind: kinds.get(itemIndex) };
			return [itemIndex, { ...this.progress.get(itemIndex), ...place }];
		});
		this.context[`asleep${this.run}`] = Object.fromEntries(asleep) as IDataObject;
	}

	/** The hash of the item's request as it was sent; its fields may say something else by now. */
	hashOf(itemIndex: number): string | undefined {
		return this.stored.get(itemIndex)?.hash;
	}

	/** What the item's request came to before a sleep, or an equal one before a retry; each outcome is for one item. */
	takeStored(itemIndex: number, hash: string): StoredOutcome | undefined {
		const own = this.stored.get(itemIndex);
		if (own) return own.outcome;
		const outcome = this.untaken(hash);
		if (outcome) this.stored.set(itemIndex, { hash, outcome });
		return outcome;
	}

	/** Items of whose create request nobody knows whether JoggAI accepted it, but for one. */
	unknownItems(exceptFor?: number): number[] {
		const now = [...this.outcomes].filter(([, { problem }]) => problem);
		const beforeSleep = [...this.stored].filter(([, { outcome }]) => 'unknown' in outcome);
		const items = new Set([...now, ...beforeSleep].map(([itemIndex]) => itemIndex));
		return [...items].filter((itemIndex) => itemIndex !== exceptFor);
	}

	/** Jobs that JoggAI accepted, in this attempt or an earlier one, and has not given up, in the order of acceptance. */
	get startedJobs(): StartedJob[] {
		return [...this.jobs.values()].filter(({ failed }) => !failed);
	}

	/** Jobs that JoggAI accepted, and most likely charged, but could not make. */
	get failedJobs(): StartedJob[] {
		return [...this.jobs.values()].filter(({ failed }) => failed);
	}

	/** Puts an accepted job on record. False: a later attempt met the same one again. */
	addJob(job: StartedJob): boolean {
		const key = `${job.kind} ${job.id}`;
		const isNew = !this.jobs.has(key);
		if (isNew) this.jobs.set(key, job);
		if (isNew) this.claimed.set(job.id, job.itemIndex);
		return isNew;
	}

	/**
	 * JoggAI has made none of the item's jobs: they are no use to anybody, and a retried execution begins anew. A sleeping
	 * one does not, so the outcome stays.
	 */
	failJobs(itemIndex: number): void {
		for (const job of this.jobs.values()) if (job.itemIndex === itemIndex) job.failed = true;
		const outcome = this.stored.get(itemIndex)?.outcome;
		if (outcome) outcome.failed = true;
	}

	/** Started jobs and items with an unknown outcome that nobody has been told of yet; afterwards somebody has. */
	report(): { jobs: StartedJob[]; unknownItems: number[] } {
		const isNew = (one: StartedJob | number) => !this.reported.has(one) && this.reported.add(one);
		return { jobs: this.startedJobs.filter(isNew), unknownItems: this.unknownItems().filter(isNew) };
	}

	/** A retry of the execution must not meet it again, so it is taken away. */
	private takeProgress(): void {
		const key = `asleep${this.run}`;
		const asleep = (this.context[key] ?? {}) as unknown as Record<string, SleepingItem>;
		delete this.context[key];
		for (const [index, { kind, hash, position = 0, ...progress }] of Object.entries(asleep)) {
			const itemIndex = Number(index);
			this.progress.set(itemIndex, progress);
			const outcome = hash === undefined ? undefined : this.storedByHash()[hash]?.[position];
			if (hash === undefined || !outcome) continue;
			this.stored.set(itemIndex, { hash, outcome });
			const parts = 'parts' in outcome ? outcome.parts : [];
			for (const { id } of parts)
				if (kind && id) this.addJob({ kind, id, itemIndex, failed: outcome.failed });
		}
	}

	private untaken(hash: string): StoredOutcome | undefined {
		const equal = this.storedByHash()[hash] ?? [];
		const taken = new Set(equal.length > 0 ? [...this.stored.values()].map(({ outcome: one }) => one) : []);
		return equal.find((one) => !one.failed && !taken.has(one));
	}

	private storedByHash(): Store {
		const key = `run${this.run}`;
		this.context[key] ??= {};
		return this.context[key] as Store;
	}
}
