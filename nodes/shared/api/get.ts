import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from './account';
import type { Reply } from './reply';
import { PATIENT_READS, withRetries } from './retry';
import { send, type Sender } from './transport';

/** Asks with GET; what may pass by itself is tried again. Throws the signal's reason when it is aborted. */
export async function get(
	context: Sender,
	account: Account,
	options: IHttpRequestOptions,
	signal?: AbortSignal,
	policy = PATIENT_READS,
): Promise<Reply> {
	const request: IHttpRequestOptions = { ...options, method: 'GET', body: undefined };
	return await withRetries(async () => await send(context, account, request), policy, signal);
}
