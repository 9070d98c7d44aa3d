import type { Account } from './account';
import type { Reply } from './reply';
import { BACKGROUND_READS, withRetries } from './retry';
import { type JoggAiRequest, send, type Sender } from './transport';

/** Asks with GET; what may pass by itself is tried again. Throws the signal's reason when it is aborted. */
export async function get(
	context: Sender,
	account: Account,
	options: JoggAiRequest,
	signal?: AbortSignal,
	policy = BACKGROUND_READS,
): Promise<Reply> {
	const request: JoggAiRequest = { ...options, method: 'GET', body: undefined };
	return await withRetries(async () => await send(context, account, request), policy, signal);
}
