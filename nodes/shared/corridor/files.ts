import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { clock } from '../api/clock';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';

export type Stream = Awaited<ReturnType<IExecuteSingleFunctions['helpers']['getBinaryStream']>>;

export interface StreamedReply {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Stream;
}

/** Pauses between three attempts, in seconds. */
const PAUSES = [2, 5];
/** A file of which nothing arrives for so long is given up. */
const IDLE_MS = 60_000;
/** Files of so many items are moved at the same time. */
const MOST_AT_ONCE = 5;

/** The part of n8n's request options that holds for other hosts too: proxy and certificates. */
export const networkSettings = ({
	proxy,
	skipSslCertificateValidation,
}: IHttpRequestOptions): Partial<IHttpRequestOptions> => ({ proxy, skipSslCertificateValidation });

/**
 * Opens a file at an address as a stream. A plain request: the API key is not for the file's host. The stream ends
 * with an error when nothing arrives for a minute.
 */
export async function openAddress(
	{ helpers }: Pick<IExecuteSingleFunctions, 'helpers'>,
	url: string,
	settings: Partial<IHttpRequestOptions>,
	signal: AbortSignal,
): Promise<StreamedReply> {
	const reply = (await helpers.httpRequest({
		...settings,
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: signal,
	})) as StreamedReply;
	void watch(reply.body, signal);
	return reply;
}

/** Node does not time out a body that stops arriving. */
async function watch(body: Stream, signal: AbortSignal): Promise<void> {
	const { socket } = body as { socket?: { bytesRead: number } };
	if (!socket) return;
	const over = new AbortController();
	const end = () => over.abort();
	body.once('close', end).once('end', end).once('error', end);
	signal.addEventListener('abort', end, { once: true });
	while (!over.signal.aborted) {
		const before = socket.bytesRead;
		await clock.sleep(IDLE_MS, over.signal);
		if (!over.signal.aborted && socket.bytesRead === before)
			body.destroy(new Error('nothing arrived for a minute'));
	}
	signal.removeEventListener('abort', end);
}

/** Tries three times what may pass by itself. Throws a ProblemError with the last outcome. */
export async function patiently<T>(
	signal: AbortSignal,
	attempt: () => Promise<{ done: T } | { problem: Problem }>,
): Promise<T> {
	for (let failures = 0; ; failures++) {
		const outcome = await attempt();
		if ('done' in outcome) return outcome.done;
		const pause = PAUSES[failures];
		if (!outcome.problem.passing || pause === undefined || signal.aborted)
			throw new ProblemError(outcome.problem);
		await clock.sleep(pause * 1000, signal);
	}
}

let underWay = 0;
const waiting: Array<() => void> = [];

/** Runs `work` when few others move files: a batch must not fetch sixty films at once. */
export async function withFewOthers<T>(work: () => Promise<T>): Promise<T> {
	if (underWay >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
	else underWay += 1;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else underWay -= 1;
	}
}
