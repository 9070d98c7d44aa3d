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

/** One of the ways in which JoggAI is known to reply. */
export interface Dialect {
	success(data?: JsonObject): Envelope;
	/** What differs from the published schema; operations that are not here reply as published. */
	transforms: Partial<Record<OperationName, Transform>>;
}
