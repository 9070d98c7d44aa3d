import type { INodeExecutionData } from 'n8n-workflow';
import { fileAtAddress, readThrough, type SourceFile, type Stated } from '../files/source';
import type { ItemContext } from '../pipeline/item';
import type { Execute } from '../pipeline/operation';
import { announcementOf, LONGEST_REUSE_MS, storeFile } from '../pipeline/storeFile';
import { of, ownerFor, isKept, keyFor, wishOf } from '../pipeline/wish';
import { clock } from '../platform/clock';
import type { ReadParameter } from '../platform/parameters';
import type { Purchase } from '../purchases/purchase';
import { settled } from './settled';

interface Upload {
	/** The address of the file, where it is not one of the item's. */
	url: (parameter: ReadParameter) => string | undefined;
	stated: (parameter: ReadParameter) => Stated;
}

/**
 * Stores a file for JoggAI; its address becomes one item. The same bytes are stored once, as far as the user wishes that:
 * with another address everything behind it would be made anew.
 */
export const uploads =
	(upload: Upload): Execute =>
	async (item) => {
		const { purchases, itemIndex } = item;
		// What is stored need not be fetched again, as its address may have worked once only.
		const stored = purchases.isSettled(itemIndex) ? purchases.of(itemIndex, 'upload') : undefined;
		if (stored) return shownAs(settled(item, 'upload', stored.key, wishOf(item)));
		const file = await fileOf(item, upload);
		item.signal.throwIfAborted();
		const key = keyFor({ ...item, files: [] }, announcementOf(file), { files: { file: file.digest } });
		const owner = await ownerFor(item);
		const notBefore = clock.wallTime() - LONGEST_REUSE_MS;
		const known = settled(item, 'upload', key, { ...wishOf(item), notBefore, isMine: of(owner) });
		if (known) return shownAs(known);
		const asset = await storeFile(item, file);
		const { name: fileName, mimeType, bytes: fileSize } = file;
		item.progress.fetched.delete(itemIndex);
		const one = purchases.ask(itemIndex, { key, owner, kind: 'upload', credits: 0, isKept: isKept(item) });
		purchases.accepted(one, [{ id: asset.assetUrl }], { answer: { ...asset, fileName, mimeType, fileSize } });
		return shownAs(one);
	};

const shownAs = ({ answer, from }: Pick<Purchase, 'answer' | 'from'> = {}): INodeExecutionData[] => [
	{ json: { ...answer, ...(from && { reused: true }) } },
];

/**
 * What n8n has fetched stays for further attempts; where n8n is going to make one, what has begun to arrive is not cut off
 * by another item's failure, as its address may work once only.
 */
async function fileOf(item: ItemContext, { url: urlOf, stated: statedOf }: Upload): Promise<SourceFile> {
	const { context, files, parameter, progress, itemIndex } = item;
	const stated = statedOf(parameter);
	const url = urlOf(parameter);
	if (url === undefined) return files[0].file as SourceFile;
	const transferSignal = context.getNode().retryOnFail ? context.getExecutionCancelSignal() : undefined;
	const fetched =
		progress.fetched.get(itemIndex) ?? (await fileAtAddress({ ...item, transferSignal }, url, stated));
	progress.fetched.set(itemIndex, fetched);
	return await readThrough(context, fetched, stated);
}
