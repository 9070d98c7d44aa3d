import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type * as di from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { film } from './growth.cts';

/** n8n's store of files, which keeps them on disk. */
export async function fileStorage(): Promise<BinaryDataService> {
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof di;
	const storage = Container.get(BinaryDataService);
	await storage.init();
	return storage;
}

/** Items with a film each, of so many mebibytes, in n8n's store. */
export async function storedFilms(
	storage: BinaryDataService,
	count: number,
	mebibytes: number,
): Promise<INodeExecutionData[]> {
	const stored: INodeExecutionData[] = [];
	const location = { type: 'execution', workflowId: 'w', executionId: '1' } as const;
	for (let number = 0; number < count; number++) {
		const words = { data: '', mimeType: 'video/mp4', fileName: `film${number}.mp4` };
		const data = await storage.store(location, Readable.from(film(mebibytes)), words);
		stored.push({ json: {}, binary: { data } });
	}
	return stored;
}
