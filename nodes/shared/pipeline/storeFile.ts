import type { IDataObject } from 'n8n-workflow';
import { ProblemError, unwrap } from '../api/problem';
import { type Reply, requireData } from '../api/reply';
import { FILE_TRANSFERS, withRetries } from '../api/retry';
import { putFile } from '../files/put';
import type { SourceFile } from '../files/source';
import { clock, DAY_MS } from '../platform/clock';
import { inTurn } from '../platform/turns';
import { idsOf } from '../purchases/purchase';
import { wantedReuse } from '../purchases/spendingFields';
import type { ItemContext } from './item';
import { sendInTurn } from './send';
import { keyFor, of, ownerFor, type RequestTarget } from './wish';

/** An address that was given for a file is not trusted for longer; how long JoggAI keeps one is not published. */
export const LONGEST_REUSE_MS = DAY_MS;

/** The request that announces a file (spec). */
export const announcementOf = ({ name, mimeType, bytes }: SourceFile): RequestTarget => ({
	method: 'POST',
	url: '/v2/upload/asset',
	body: { filename: name, content_type: mimeType, file_size: bytes },
});

/** Where a file lies. */
export interface Asset {
	assetUrl: string;
	assetId?: string | number;
}

/**
 * The address at which JoggAI finds a file that a request needs. The same bytes are stored once for all items of an
 * execution, however often it is tried or woken, and by a later one again only after a day, or where everything is to be
 * made again.
 */
export async function storedAddress(item: ItemContext, file: SourceFile): Promise<string> {
	const { purchases, signal, parameter } = item;
	const owner = await ownerFor(item);
	const target = { ...announcementOf(file), body: { content_type: file.mimeType } };
	const key = keyFor({ ...item, files: [] }, target, { files: { file: file.digest } });
	const wish = {
		reuses: wantedReuse(parameter) !== 'never',
		since: clock.wallTime() - LONGEST_REUSE_MS,
		isMine: of(owner),
	};
	const work = async () => {
		const known = purchases.files.of(key, wish);
		if (known) return idsOf(known)[0];
		const { assetUrl } = await storeFile(item, file);
		purchases.files.add({ key, owner, parts: [{ id: assetUrl }] });
		return assetUrl;
	};
	return await inTurn(key, work, signal);
}

/**
 * Announces a file to JoggAI, in its turn, then streams it to the storage that JoggAI names. All of it is free, so what
 * nobody knows is tried again. The signed address never appears in an error. Throws a ProblemError, and what `sendInTurn`
 * throws.
 */
export async function storeFile(item: ItemContext, file: SourceFile): Promise<Asset> {
	const announce = async (): Promise<Reply> => {
		const ask = async (leave: () => Promise<Reply>) => await leave();
		const reply = await sendInTurn(item, announcementOf(file), { ask, onReply: () => {} });
		const { problem } = reply;
		return problem?.outcomeUnknown ? { problem: { ...problem, transient: true } } : reply;
	};
	const announced = unwrap(await withRetries(announce, FILE_TRANSFERS, item.signal));
	const { signUrl, ...asset } = addressesIn(requireData(announced));
	await putFile(item, signUrl, file);
	return asset;
}

/** Older revisions of the API call the asset's address `asset_id`. */
function addressesIn({ sign_url, asset_url, asset_id }: IDataObject): Asset & { signUrl: string } {
	const assetUrl = [asset_url, asset_id].find(isAddress);
	if (isAddress(sign_url) && assetUrl)
		return {
			signUrl: sign_url,
			assetUrl,
			assetId: isAddress(asset_id) ? undefined : ((asset_id as Asset['assetId']) ?? undefined),
		};
	throw new ProblemError({
		what: 'JoggAI accepted the upload but did not say where to put the file',
		next: 'Try again later; write to support@jogg.ai if it stays. Nothing was charged.',
		transient: true,
	});
}

const isAddress = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
