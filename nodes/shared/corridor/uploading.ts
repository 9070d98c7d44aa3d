import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import type { Problem } from '../api/problem';
import { ProblemError } from '../api/problem';
import { networkSettings, patiently, withFewOthers } from './files';
import type { Passage } from './passage';
import { requireData } from './passage';
import type { Uploads } from './plan';
import type { SourceFile } from './sourceFile';
import { sourceFile } from './sourceFile';
import { write } from './writing';

/** Without this long a sign of life the storage counts as gone. */
const TIMEOUT_MS = 300_000;

/**
 * Announces a file to JoggAI, then streams it to the storage that JoggAI names. Throws a ProblemError, in which the
 * signed address never appears, and RunOver.
 */
export async function upload(
	passage: Passage,
	{ request, file: fileOf }: Uploads,
): Promise<INodeExecutionData[]> {
	const { context, parameter, signal, run, item } = passage;
	const settings = networkSettings(passage.request);
	const file = await sourceFile(context, fileOf(parameter), settings, signal);
	run.goOn();
	// Only the announcement of a stored file is kept for "Retry On Fail", so that it need not be sent twice.
	const isStored = run.purchaseOf(item) !== undefined;
	const body = { filename: file.name, content_type: file.mimeType, file_size: file.bytes };
	const answer = requireData(await write({ ...passage, request: { ...passage.request, body } }, request));
	const place = placeIn(answer);
	if (!isStored) {
		// The address may have run out: an announcement costs nothing, so the next attempt makes a new one.
		run.forget(item);
		await withFewOthers(async () => await store(passage, place.signUrl, file));
		run.remember(item, { data: answer });
	}
	const { assetUrl, assetId } = place;
	return [
		{ json: { assetUrl, assetId, fileName: file.name, mimeType: file.mimeType, fileSize: file.bytes } },
	];
}

interface Place {
	signUrl: string;
	assetUrl: string;
	assetId?: string | number;
}

/** Older revisions of the API call the asset's address `asset_id`. */
function placeIn({ sign_url, asset_url, asset_id }: IDataObject): Place {
	const assetUrl = [asset_url, asset_id].find(isAddress);
	if (isAddress(sign_url) && assetUrl) {
		return {
			signUrl: sign_url,
			assetUrl,
			assetId: isAddress(asset_id) ? undefined : ((asset_id as Place['assetId']) ?? undefined),
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
	{ context, request, signal, run }: Passage,
	address: string,
	file: SourceFile,
): Promise<void> {
	await patiently(signal, async () => {
		run.goOn();
		const problem = await put(context, address, file, networkSettings(request), signal);
		return problem ? { problem } : { done: undefined };
	});
}

/**
 * A plain request: the API key is not for the storage, and the signature covers the type. Without redirects n8n
 * streams the body; with them it would keep a copy of the whole file in memory.
 */
async function put(
	{ helpers }: Passage['context'],
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
		passing: statusCode === undefined || statusCode >= 500 || statusCode === 408 || statusCode === 429,
	};
}
