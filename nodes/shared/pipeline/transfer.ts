import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { realClock } from '../api/clock';

export type Stream = Awaited<ReturnType<IExecuteSingleFunctions['helpers']['getBinaryStream']>>;

export interface StreamedReply {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Stream;
}

/** How long nothing of a file may arrive before it is given up. An object, so that a test need not wait so long. */
export const transferTimeout = { idleMs: 60_000 };
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
	const connection = new AbortController();
	const cut = () => connection.abort();
	if (signal.aborted) cut();
	signal.addEventListener('abort', cut, { once: true });
	const reply = (await helpers.httpRequest({
		...settings,
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: connection.signal,
	})) as StreamedReply;
	void watch(reply.body, cut).finally(() => signal.removeEventListener('abort', cut));
	return reply;
}

/**
 * Node does not time out a body that stops arriving. The connection is cut, since what n8n wraps around it cannot be
 * destroyed while it waits for bytes.
 */
async function watch(body: Stream, cut: () => void): Promise<void> {
	const over = new AbortController();
	const end = () => over.abort();
	body.once('close', end).once('end', end).once('error', end);
	const chunks = countChunks(body, end);
	while (!over.signal.aborted) {
		const before = chunks();
		// By the real clock: bytes travel in real time, whatever a test does to the other waits.
		await realClock.sleep(transferTimeout.idleMs, over.signal).catch(() => undefined);
		if (over.signal.aborted || chunks() !== before) continue;
		cut();
		end();
	}
}

/** Whatever n8n wraps around the connection, each chunk is pushed; a listener for data would set the stream flowing. */
function countChunks(body: Stream, end: () => void): () => number {
	let count = 0;
	const push = body.push.bind(body);
	body.push = (chunk, encoding) => {
		count += 1;
		if (chunk === null) end();
		return push(chunk, encoding);
	};
	return () => count;
}

let transfers = 0;
const queue: Array<() => void> = [];

/** Runs `work` when few others move files: a batch must not fetch sixty films at once. */
export async function withTransferSlot<T>(work: () => Promise<T>): Promise<T> {
	if (transfers >= MOST_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
	else transfers += 1;
	try {
		return await work();
	} finally {
		const next = queue.shift();
		if (next) next();
		else transfers -= 1;
	}
}
