import type { IHttpRequestOptions } from 'n8n-workflow';
import { RATE_LIMITED } from '../vocabulary/refusals';
import type { Account } from './account';
import { clock } from './clock';
import { rateLimitPause } from './pacer';
import type { Reply } from './reply';
import type { Sender } from './transport';
import { send } from './transport';

/** Pauses between the attempts of one read, in seconds. */
const PAUSES = [1, 2, 4, 8];

/** Asks with GET; what may pass by itself (lost connection, JoggAI out of order, too many requests) is tried again. */
export async function read(context: Sender, account: Account, options: IHttpRequestOptions, signal?: AbortSignal): Promise<Reply> {
	const request: IHttpRequestOptions = { ...options, method: 'GET', body: undefined };
	for (const pause of PAUSES) {
		const reply = await send(context, account, request);
		if (!reply.problem?.passing) return reply;
		const seconds = reply.problem.code === RATE_LIMITED ? rateLimitPause(reply.problem.retryAfterSeconds) : pause;
		await clock.sleep(seconds * 1000, signal);
		if (signal?.aborted) return reply;
	}
	return await send(context, account, request);
}
