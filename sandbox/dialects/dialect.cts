import type { Library } from '../data/library.cts';
import type { JsonObject } from '../json.cts';
import type { OperationName } from '../operations/index.cts';
import type { Transform } from './transforms.cts';

/** What JoggAI wraps around every reply. */
export interface Envelope {
	/** Id of the request. */
	rid?: string;
	code: number;
	msg: string;
	/** Missing where JoggAI replies with the bare envelope. */
	data?: JsonObject | null;
	retryAfter?: number;
}

/** One of the ways in which JoggAI is known to reply, and what goes with it. */
export interface Dialect {
	success(data?: JsonObject): Envelope;
	/** What differs from the published schema; operations that are not here reply as published. */
	transforms: Partial<Record<OperationName, Transform>>;
	/** The HTTP status of a refusal, unless the settings want another. */
	refusalStatus(code: number): number;
	/** Codes of their own that some complaints about a request have; the others are parameter errors. */
	complaintCodes: readonly (readonly [complaint: RegExp, code: number])[];
	/** Fields that an operation takes without taking any notice. */
	ignoredFields: Partial<Record<OperationName, readonly string[]>>;
	/** Paged lists come whole, whatever page is asked for, and promise more all the same. */
	ignoresPages: boolean;
	library: Library;
	/** Ids of new jobs; inside the sandbox they are texts, whatever the replies make of them. */
	newId(): string;
	/** How long after the end of its job a file cannot be fetched. */
	fileDelaySeconds: number;
	/** The `data` of a webhook event, from what the guides describe. */
	eventData(data: JsonObject): JsonObject;
	/** Whether events have an `event_id`, as far as the guides promise one. */
	tellsEventIds: boolean;
}
