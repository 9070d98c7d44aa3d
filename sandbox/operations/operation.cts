import type { Fault } from '../faults.cts';
import type { Fields } from '../fields.cts';
import type { Job } from '../jobs/job.cts';
import type { Schema } from '../schema.cts';
import type { State } from '../state.cts';

/** One checked request on its way to an answer. */
export interface Call {
	state: State;
	/** The operation's key in the table. */
	operation: string;
	key: string;
	body: Fields;
	query: Fields;
	params: Fields;
	fault?: Fault;
	/** Tells the world when the job is over. */
	follow(job: Job): void;
}

interface HandlerResult {
	/** The `data` of the envelope; left out where JoggAI answers the bare envelope. */
	data?: Fields;
	/** What the published schema leaves out and other dialects tell. */
	extra?: Fields;
}

/** What an operation does; most are made by the functions beside this file. */
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

/** An answer that needs no mechanism. */
export const gives =
	(answer: (call: Call) => Fields | undefined, extra?: (call: Call) => Fields): Handler =>
	(call) => ({ data: answer(call), extra: extra?.(call) });
