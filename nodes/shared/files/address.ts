import type { IBinaryData, IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Problem } from '../api/problem';
import { isPublicHost } from '../vocabulary/addresses';
import { judged, TELLING_BYTES, textOf } from '../vocabulary/beginnings';
import { formatOf, type MediaFormat } from '../vocabulary/media';
import { nameAs } from './names';
import { TransferTimeout, withinLimits } from './transferLimits';
import { type Turn, withTransferSlot } from './transfers';

/** Whatever moves a file: an item of a node, or an event of the trigger. */
export interface Mover extends Turn {
	context: { helpers: Pick<IExecuteSingleFunctions['helpers'], 'httpRequest' | 'prepareBinaryData'> };
	/** The request options of the node. */
	request: IHttpRequestOptions;
	/** What ends a transfer that has begun, where that is not what ends the wait for its turn. */
	transferSignal?: AbortSignal;
}

export type Stream = Awaited<ReturnType<IExecuteSingleFunctions['helpers']['getBinaryStream']>>;

type Headers = Record<string, string | undefined>;

/** What the file that is looked for is like. */
interface Wanted {
	/** By what the server says. */
	name: (headers: Headers, mimeType: string) => string;
	/** Instead of what the server says. */
	mimeType?: string;
	/** It is words, in no format that JoggAI takes. */
	isWords?: boolean;
	/** What stands against a file that is said to be like this, or of which so many bytes have come. */
	refuse?: (
		fileName: string,
		format: MediaFormat | undefined,
		bytes: number | undefined,
	) => Problem | undefined;
}

/** Why there is no file. */
export interface NoFile {
	/** What it is about the address ("answered with …"), or what became of the connection, in the middle of a sentence. */
	why: string;
	/** Where it answered, but not with the file. */
	statusCode?: number;
	/** The next attempt may do better. */
	transient: boolean;
	/** What `refuse` says. */
	problem?: Problem;
}

/** Whether a host that answers like this may do better soon. */
export const mayPass = (statusCode: number): boolean =>
	statusCode >= 500 || statusCode === 408 || statusCode === 429;

/** The part of n8n's request options that holds for other hosts too: proxy, certificates and patience. */
export const networkSettings = ({
	proxy,
	skipSslCertificateValidation,
	timeout,
}: IHttpRequestOptions): Partial<IHttpRequestOptions> => ({
	proxy,
	skipSslCertificateValidation,
	...(timeout ? { timeout } : {}),
});

/**
 * Streams the file at an address into n8n's storage, in its turn and within the limits of time; whatever is not the file is
 * given up as soon as that shows. A plain request: the API key is not for the file's host. Throws the signal's reason.
 */
export async function fetchFile(mover: Mover, url: string, wanted: Wanted): Promise<IBinaryData | NoFile> {
	try {
		return await withTransferSlot(
			mover,
			async () =>
				await withinLimits(mover.transferSignal ?? mover.signal, async (connection, alive) => {
					const reply = await opened(mover, url, connection);
					try {
						return await stored(mover, reply, wanted, alive);
					} finally {
						reply.body.destroy();
					}
				}),
		);
	} catch (error) {
		mover.signal.throwIfAborted();
		if (error instanceof Refused) return error.because;
		if (error instanceof TransferTimeout) return { why: error.message, transient: error.transient };
		const { code } = error as { code?: string };
		const why = code ? `the connection broke off, ${code}` : 'it did not arrive whole';
		return { why, transient: true };
	}
}

export const isMissing = (found: IBinaryData | NoFile): found is NoFile => 'why' in found;

/** So many redirects are followed. */
const MOST_REDIRECTS = 5;

/** Follows redirects, but never from the internet into a network that only this n8n reaches. */
async function opened(mover: Mover, url: string, connection: AbortSignal): Promise<Reply> {
	for (let address = url, hops = 0; ; hops++) {
		const reply = (await mover.context.helpers.httpRequest({
			...networkSettings(mover.request),
			url: address,
			headers: { 'accept-encoding': 'identity' },
			encoding: 'stream',
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: connection,
		})) as Reply;
		const { location } = reply.headers;
		const isRedirect = reply.statusCode >= 300 && reply.statusCode < 400;
		if (!isRedirect || !location || !URL.canParse(location, address) || hops >= MOST_REDIRECTS) return reply;
		reply.body.destroy();
		const next = new URL(location, address);
		if (isPublicHost(new URL(address).hostname) && !isPublicHost(next.hostname))
			throw new Refused(notTheFile('a redirect into a network of your own'));
		address = next.href;
	}
}

interface Reply {
	statusCode: number;
	headers: Headers;
	body: Stream;
}

/** Cuts a connection over which something else comes. */
class Refused extends Error {
	constructor(readonly because: NoFile) {
		super(because.why);
	}
}

const notTheFile = (what: string): NoFile => ({
	why: `answered with ${what}`,
	statusCode: 200,
	transient: false,
});

async function stored(
	{ context }: Mover,
	{ statusCode, headers, body }: Reply,
	{ name, mimeType: stated, isWords, refuse = () => undefined }: Wanted,
	alive: () => void,
): Promise<IBinaryData | NoFile> {
	if (statusCode >= 300)
		return {
			why: `answered with HTTP ${statusCode}`,
			statusCode,
			transient: mayPass(statusCode),
		};
	const type = headers['content-type']?.split(';')[0].trim() ?? '';
	const text = textOf(type);
	if (text) return notTheFile(`${text.what} instead of the file`);
	const mimeType = stated ?? (type || 'application/octet-stream');
	const fileName = name(headers, mimeType);
	const said = formatOf(mimeType, fileName);
	const length = Number(headers['content-length'] ?? NaN);
	const refused = (bytes?: number) => {
		const problem = refuse(fileName, said, bytes);
		if (problem) throw new Refused({ ...notTheFile('too much'), problem });
	};
	if (length === 0) return notTheFile('no bytes');
	refused(Number.isNaN(length) ? undefined : length);
	const head: Buffer[] = [];
	let bytes = 0;
	const judge = () => judged(said, Buffer.concat(head), isWords);
	const look = (chunk: Buffer | null) => {
		alive();
		if (!chunk) return;
		const isTold = bytes >= TELLING_BYTES;
		if (!isTold) head.push(chunk);
		bytes += chunk.length;
		refused(bytes);
		const { contradiction } = isTold || bytes < TELLING_BYTES ? {} : judge();
		if (contradiction) throw new Refused(notTheFile(inPlaceOf(said, contradiction)));
	};
	const cut = onEachChunk(body, look);
	const data = await context.helpers
		.prepareBinaryData(body, fileName, mimeType)
		.catch(async (error: Error) => await Promise.reject<IBinaryData>(cut() ?? error));
	const { format, contradiction } = judge();
	if (bytes === 0) return notTheFile('no bytes');
	if (contradiction) return notTheFile(inPlaceOf(said, contradiction));
	if (!format) return data;
	return { ...data, mimeType: format.mimeType, fileName: nameAs(fileName, format) };
}

const inPlaceOf = (said: MediaFormat | undefined, found: string): string =>
	said ? `${found} instead of the ${said.label}` : `${found} instead of the file`;

/**
 * Whatever n8n wraps around the connection, each chunk is pushed; a listener for data would set the stream flowing. What
 * `look` throws destroys the stream, and is told by the function that is returned.
 */
function onEachChunk(body: Stream, look: (chunk: Buffer | null) => void): () => Error | undefined {
	const push = body.push.bind(body);
	let thrown: Error | undefined;
	const isFine = (chunk: Buffer | null): boolean => {
		try {
			look(chunk);
		} catch (error) {
			thrown = error as Error;
			body.destroy(thrown);
		}
		return thrown === undefined;
	};
	const buffered = body.read() as Buffer | null;
	if (buffered && isFine(buffered)) body.unshift(buffered);
	body.push = (chunk, encoding) =>
		isFine(chunk === null ? null : Buffer.from(chunk as Buffer)) ? push(chunk, encoding) : false;
	return () => thrown;
}
