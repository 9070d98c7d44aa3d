import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { withinLimits } from './transferLimits';
import { type Turn, withTransferSlot } from './transfers';

/** Whatever moves a file: an item of a node, or an event of the trigger. */
export interface Mover extends Turn {
	context: { helpers: Pick<IExecuteSingleFunctions['helpers'], 'httpRequest' | 'prepareBinaryData'> };
	/** The request options of the node. */
	request: IHttpRequestOptions;
}

export type Stream = Awaited<ReturnType<IExecuteSingleFunctions['helpers']['getBinaryStream']>>;

export interface StreamedReply {
	statusCode: number;
	headers: Record<string, string | undefined>;
	body: Stream;
}

/** The part of n8n's request options that holds for other hosts too: proxy and certificates. */
export const networkSettings = ({
	proxy,
	skipSslCertificateValidation,
}: IHttpRequestOptions): Partial<IHttpRequestOptions> => ({ proxy, skipSslCertificateValidation });

/**
 * Opens the file at an address as a stream for as long as `use` reads it, in its turn and within the limits of time.
 * A plain request: the API key is not for the file's host.
 */
export const openAddress = async <T>(
	mover: Mover,
	url: string,
	use: (reply: StreamedReply) => Promise<T>,
): Promise<T> =>
	await withTransferSlot(
		mover,
		async () =>
			await withinLimits(mover.signal, async (connection, alive) => {
				const reply = (await mover.context.helpers.httpRequest({
					...networkSettings(mover.request),
					url,
					encoding: 'stream',
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					abortSignal: connection,
				})) as StreamedReply;
				onEachChunk(reply.body, alive);
				try {
					return await use(reply);
				} finally {
					reply.body.destroy();
				}
			}),
	);

/** Whatever n8n wraps around the connection, each chunk is pushed; a listener for data would set the stream flowing. */
function onEachChunk(body: Stream, alive: () => void): void {
	const push = body.push.bind(body);
	body.push = (chunk, encoding) => {
		alive();
		return push(chunk, encoding);
	};
}
