import type { Fault } from '../faults.cts';
import type { Job } from '../jobs/job.cts';
import type { JsonObject } from '../json.cts';
import type { Schema } from '../schema.cts';
import type { State } from '../state.cts';

/** One validated request on its way to a reply. */
export interface Call {
	state: State;
	/** The operation's key in the table. */
	operation: string;
	key: string;
	body: JsonObject;
	query: JsonObject;
	params: JsonObject;
	fault: Fault | null;
	/** Has endpoints and callbacks called when the job ends. */
	scheduleWebhooks(job: Job): void;
}

export interface HandlerResult {
	/** The `data` of the envelope; left out where JoggAI replies with the bare envelope. */
	data?: JsonObject;
	/** What the published schema leaves out and other dialects have. */
	extra?: JsonObject;
}

/** What an operation does. `startJobs`, `jobStatus`, `list` and `respond` make them. */
export type Handler = (call: Call) => HandlerResult;

/** One row of the table of operations. */
export interface Operation {
	params?: Schema;
	query?: Schema;
	body?: Schema;
	handler: Handler;
}

/** A part of the table. The key is the operation as the vendor writes it, `{id}` included. */
export type Operations = Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Operation>;

/** A reply that needs no mechanism. */
export const respond =
	(data: (call: Call) => JsonObject | undefined, extra?: (call: Call) => JsonObject): Handler =>
	(call) => ({ data: data(call), extra: extra?.(call) });
