import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { type Problem, ProblemError, type Result, unwrap } from '../api/problem';
import { requireData } from '../api/reply';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import type { ItemContext } from '../pipeline/item';
import type { ReadParameter } from '../platform/parameters';
import type { Execute } from '../pipeline/operation';
import { type Order, order } from '../pipeline/order';
import { ownerFor } from './whose';
import { of, settled } from './settled';
import { keyFor, type RequestTarget, wishOf } from '../pipeline/wish';
import { digestOf } from '../files/digest';
import { clock, DAY_MS } from '../platform/clock';
import type { Purchase } from '../purchases/purchase';
import { type SourceFile, sourceFile, type WantedFile } from '../files/source';
import { networkSettings } from '../files/address';
import { transferLimits, TransferTimeout, withinLimits } from '../files/transferLimits';
import { withTransferSlot } from '../files/transfers';

/** Without this long a sign of life the storage counts as gone. */
const TIMEOUT_MS = 300_000;

interface Upload {
	request: RequestTarget;
	/** Which file the user means. */
	file: (parameter: ReadParameter) => WantedFile;
}

/** An address that was given for a file is not trusted for longer; how long JoggAI keeps one is not published. */
const LONGEST_REUSE_MS = DAY_MS;

/**
 * Announces a file to JoggAI, then streams it to the storage that JoggAI names; its address becomes one item. The same
 * bytes are stored once, as far as the user wishes that: with another address everything behind it would be made anew.
 * The signed address never appears in an error.
 */
export const uploads =
	({ request: target, file: fileOf }: Upload): Execute =>
	async (item) => {
		const { purchases, itemIndex, parameter, signal } = item;
		// What is stored need not be fetched again, as its address may have worked once only.
		const stored = purchases.isSettled(itemIndex) ? purchases.of(itemIndex, 'upload') : undefined;
		if (stored) return shownAs(settled(item, 'upload', stored.key, wishOf(item)));
		const file = await sourceFile(item, fileOf(parameter));
		signal.throwIfAborted();
		const body = { filename: file.name, content_type: file.mimeType, file_size: file.bytes };
		const key = keyFor(item, { ...target, body }, { files: { file: await digestOf(file) } });
		const owner = await ownerFor(item);
		const wish = wishOf(item);
		const since = Math.max(wish.since, clock.wallTime() - LONGEST_REUSE_MS);
		const known = settled(item, 'upload', key, { ...wish, since, isMine: of(owner) });
		return shownAs(known ?? (await put(item, { key, owner, target: { ...target, body }, file })));
	};

const shownAs = ({ answer, from }: Pick<Purchase, 'answer' | 'from'> = {}): INodeExecutionData[] => [
	{ json: { ...answer, ...(from && { reused: true }) } },
];

/** An announcement costs nothing and may run out: one that came to nothing is forgotten, and the next attempt makes a new one. */
async function put(
	item: ItemContext,
	{ file, ...wanted }: Pick<Order, 'key' | 'owner' | 'target'> & { file: SourceFile },
): Promise<Purchase> {
	const read = () => ({ parts: [] });
	const { reply, one } = await order(item, { ...wanted, kind: 'upload', read });
	const announced = unwrap(reply);
	const upload = one as Purchase;
	try {
		const { signUrl, assetUrl, assetId } = addressesIn(requireData(announced));
		await store(item, signUrl, file);
		const { name: fileName, mimeType, bytes: fileSize } = file;
		const answer = { assetUrl, assetId, fileName, mimeType, fileSize };
		item.purchases.accepted(upload, [{ id: assetUrl }], { answer });
		return upload;
	} finally {
		if (upload.state === 'asked') item.purchases.drop(upload);
	}
}

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
		transient: true,
	});
}

const isAddress = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\//i.test(value);

/** A stored file can be stored again, so trouble that may pass is met with another attempt. */
async function store(item: ItemContext, address: string, file: SourceFile): Promise<void> {
	const attempt = async (): Promise<Result<undefined>> => {
		const problem = await withTransferSlot(item, async () => await sent(item, address, file));
		return problem ? { problem } : { data: undefined };
	};
	unwrap(await withRetries(attempt, FILE_TRANSFERS, item.signal));
}

/**
 * A plain request: the API key is not for the storage, and the signature covers the type. Without redirects n8n
 * streams the body; with them it would keep a copy of the whole file in memory.
 */
async function sent(
	{ context, request, signal }: ItemContext,
	address: string,
	file: SourceFile,
): Promise<Problem | undefined> {
	const body = await file.open();
	const send = async (connection: AbortSignal) =>
		(await context.helpers.httpRequest({
			...networkSettings(request),
			method: 'PUT',
			url: address,
			body,
			headers: { 'Content-Type': file.mimeType, 'Content-Length': file.bytes },
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: TIMEOUT_MS,
			abortSignal: connection,
		})) as { statusCode: number };
	try {
		const { statusCode } = await withinLimits(signal, send, transferLimits.totalMs);
		return statusCode >= 200 && statusCode < 300 ? undefined : notStored(file, address, { statusCode });
	} catch (error) {
		signal.throwIfAborted();
		return notStored(file, address, error instanceof TransferTimeout ? { timeout: error } : {});
	} finally {
		if (!Buffer.isBuffer(body)) body.destroy();
	}
}

interface Failure {
	statusCode?: number;
	timeout?: TransferTimeout;
}

function notStored({ name }: SourceFile, address: string, { statusCode, timeout }: Failure): Problem {
	const answered =
		statusCode === undefined ? (timeout?.message ?? 'the connection broke off') : `HTTP ${statusCode}`;
	const mayPass = statusCode === undefined || statusCode >= 500 || statusCode === 408 || statusCode === 429;
	return {
		what: `JoggAI's storage did not take '${name}' (${answered})`,
		next: `Run the item again; nothing was charged. If it stays, check whether a proxy or firewall of this n8n holds back uploads to ${new URL(address).host}.`,
		httpStatus: statusCode,
		transient: timeout ? timeout.transient : mayPass,
	};
}
