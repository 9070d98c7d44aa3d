import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError, type Result, unwrap } from '../api/problem';
import { requireData } from '../api/reply';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import type { ItemContext, ReadParameter } from './itemContext';
import type { Execute } from './operation';
import { type RequestTarget, sendOnce } from './sendOnce';
import { type SourceFile, sourceFile, type WantedFile } from './sourceFile';
import { networkSettings, withTransferSlot } from './transfer';

/** Without this long a sign of life the storage counts as gone. */
const TIMEOUT_MS = 300_000;

interface Upload {
	request: RequestTarget;
	/** Which file the user means. */
	file: (parameter: ReadParameter) => WantedFile;
}

/**
 * Announces a file to JoggAI, then streams it to the storage that JoggAI names; its address becomes one item. The
 * signed address never appears in an error.
 */
export const uploads =
	({ request: target, file: fileOf }: Upload): Execute =>
	async (item) => {
		const { context, parameter, request, signal, ledger, itemIndex } = item;
		const file = await sourceFile(context, fileOf(parameter), networkSettings(request), signal);
		signal.throwIfAborted();
		// Only the announcement of a stored file is kept for "Retry On Fail", so that it need not be sent twice.
		const isStored = ledger.outcomeOf(itemIndex) !== undefined;
		const body = { filename: file.name, content_type: file.mimeType, file_size: file.bytes };
		const data = requireData(unwrap(await sendOnce({ ...item, request: { ...request, body } }, target)));
		const { signUrl, assetUrl, assetId } = addressesIn(data);
		if (!isStored) {
			// The address may have run out: an announcement costs nothing, so the next attempt makes a new one.
			ledger.discard(itemIndex);
			await withTransferSlot(async () => await store(item, signUrl, file));
			ledger.record(itemIndex, { data });
		}
		const { name: fileName, mimeType, bytes: fileSize } = file;
		return [{ json: { assetUrl, assetId, fileName, mimeType, fileSize } }];
	};

interface UploadAddresses {
	signUrl: string;
	assetUrl: string;
	assetId?: string | number;
}

/** Older revisions of the API call the asset's address `asset_id`. */
function addressesIn({ sign_url, asset_url, asset_id }: IDataObject): UploadAddresses {
	const assetUrl = [asset_url, asset_id].find(isAddress);
	if (isAddress(sign_url) && assetUrl) {
		return {
			signUrl: sign_url,
			assetUrl,
			assetId: isAddress(asset_id) ? undefined : ((asset_id as UploadAddresses['assetId']) ?? undefined),
		};
	}
	throw new ProblemError({
		what: 'JoggAI accepted the upload but did not say where to put the file',
		next: 'Try again later; write to support@jogg.ai if it stays. Nothing was charged.',
	});
}

const isAddress = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\//i.test(value);

/** A stored file can be stored again, so trouble that may pass is met with another attempt. */
async function store(
	{ context, request, signal }: ItemContext,
	address: string,
	file: SourceFile,
): Promise<void> {
	const attempt = async (): Promise<Result<undefined>> => {
		signal.throwIfAborted();
		const problem = await put(context, address, file, networkSettings(request), signal);
		return problem ? { problem } : { data: undefined };
	};
	unwrap(await withRetries(attempt, FILE_TRANSFERS, signal));
}

/**
 * A plain request: the API key is not for the storage, and the signature covers the type. Without redirects n8n
 * streams the body; with them it would keep a copy of the whole file in memory.
 */
async function put(
	{ helpers }: ItemContext['context'],
	address: string,
	file: SourceFile,
	settings: Partial<IHttpRequestOptions>,
	signal: AbortSignal,
): Promise<Problem | undefined> {
	const body = await file.open();
	try {
		const { statusCode } = (await helpers.httpRequest({
			...settings,
			method: 'PUT',
			url: address,
			body,
			headers: { 'Content-Type': file.mimeType, 'Content-Length': file.bytes },
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
			abortSignal: signal,
		})) as { statusCode: number };
		return statusCode >= 200 && statusCode < 300 ? undefined : notStored(file, address, statusCode);
	} catch {
		return notStored(file, address);
	} finally {
		if (!Buffer.isBuffer(body)) body.destroy();
	}
}

function notStored({ name }: SourceFile, address: string, statusCode?: number): Problem {
	const answered = statusCode === undefined ? 'the connection broke off' : `HTTP ${statusCode}`;
	return {
		what: `JoggAI's storage did not take '${name}' (${answered})`,
		next: `Run the item again; nothing was charged. If it stays, check whether a proxy or firewall of this n8n holds back uploads to ${new URL(address).host}.`,
		httpStatus: statusCode,
		transient: statusCode === undefined || statusCode >= 500 || statusCode === 408 || statusCode === 429,
	};
}
