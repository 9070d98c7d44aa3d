import type { JobStatus } from './states';

/** JoggAI's `data`, with whatever keys a kind uses. */
export type RawJob = Record<string, unknown>;

/** A job that a create request started, or one of several that it refused to start. */
export interface StartedPart {
	id?: string;
	reason?: string;
	raw: RawJob;
	/** It was made before, of the same things. */
	isReused?: boolean;
}

/** A list to look a job up in, for kinds whose status cannot be asked for by ID. */
export interface JobList {
	url: string;
	query: Record<string, string>;
	keys: string[];
	idKeys: string[];
}

/** How JoggAI treats one kind of job. Everything that differs between kinds is a column here. */
export interface JobRow {
	/** What the job makes, inside a sentence. */
	noun: string;
	/** The output fields for which it is made. */
	makes: string;
	/** The operation with which a user fetches such a job by its ID. */
	getOperation: string;
	/** Keys under which the reply to the create request carries the ID, first match wins. */
	idKeys: string[];
	/** The jobs that one create request starts, for kinds where they are several. */
	startedParts?: (data: RawJob) => StartedPart[];
	/** The request that tells the status (IDs arrive trimmed and not empty), or the list that does. */
	statusRequest: ((id: string) => { url: string; qs?: Record<string, string> }) | JobList;
	/** Status word or number, where it is not simply `status`. */
	statusOf?: (data: RawJob) => unknown;
	/** Meaning of integer statuses, where it is not that of videos. */
	statusNumbers?: Readonly<Record<number, JobStatus>>;
	/** Documented duration, for the advice after a wait that ran out. */
	usually: string;
	/** Usually over within a minute. */
	isQuick?: boolean;
	/** How often a job is asked for while somebody waits for it. */
	askEverySeconds: number;
	/** Default of the field Maximum Wait, in minutes. */
	maximumWaitMinutes: number;
	/** Whether a finished job must carry the address of a file. */
	hasFile: boolean;
	/** The files beyond the first and the ends of their field names, for kinds that make several. */
	moreFiles?: string;
	/** Body field for the address that JoggAI calls when the job ends, if the operation takes one. */
	callbackField?: string;
	/** Output fields that only this kind has. */
	extraFields?: (data: RawJob) => object;
	/** What a finished job made, for kinds that make several things; each becomes an item. */
	results?: (data: RawJob) => object[];
}
