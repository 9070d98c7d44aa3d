import type { IHttpRequestOptions } from 'n8n-workflow';
import { RATE_LIMITED } from '../vocabulary/refusals';
import type { Account } from './account';
import { clock } from './clock';
import { rateLimitPause } from './pacer';
import type { Reply } from './reply';
import type { Sender } from './transport';
import { send } from './transport';

/** How long a read puts up with trouble that may pass. */
export interface Patience {
	/** Pauses between the attempts, in seconds. */
	pauses: number[];
	/** Waits as long as JoggAI asks for after "too many requests". */
	waitsOutLimit: boolean;
}

/** For a workflow that runs by itself. */
const PATIENT: Patience = { pauses: [1, 2, 4, 8], waitsOutLimit: true };
/** For a list that a person is waiting for in the editor. */
export const HURRIED: Patience = { pauses: [1], waitsOutLimit: false };

/** Asks with GET; what may pass by itself (lost connection, JoggAI out of order, too many requests) is tried again. */
export async function read(
	context: Sender,
	account: Account,
	options: IHttpRequestOptions,
	signal?: AbortSignal,
	{ pauses, waitsOutLimit }: Patience = PATIENT,
): Promise<Reply> {
	const request: IHttpRequestOptions = { ...options, method: 'GET', body: undefined };
	for (const pause of pauses) {
		const reply = await send(context, account, request);
		const { passing, code, retryAfterSeconds } = reply.problem ?? {};
		const isLimit = code === RATE_LIMITED;
		if (!passing || (isLimit && !waitsOutLimit)) return reply;
		await clock.sleep((isLimit ? rateLimitPause(retryAfterSeconds) : pause) * 1000, signal);
		if (signal?.aborted) return reply;
	}
	return await send(context, account, request);
}
