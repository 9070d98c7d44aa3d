import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as di from '@n8n/di';
import * as core from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { ofCore } from './ofCore.cts';

const { Container } = ofCore<typeof di>('@n8n/di');

const service = () => Container.get(core.BinaryDataService);

/** Where n8n keeps files: beside the items in a folder (usual), or inside them as base64 (older ones, pinned data). */
export type Storage = 'stored files' | 'base64 in the item';

/** Makes n8n keep files in this way from now on. */
export async function keepFiles(storage: Storage): Promise<void> {
	if (storage === 'stored files') await service().init();
	else Object.assign(service(), { managers: {} });
}

interface FileWords {
	fileName?: string;
	mimeType?: string;
}

/** A file as a step before ours would have put it into an item. */
export async function fileInItem(
	bytes: Buffer,
	{ fileName, mimeType = '' }: FileWords = {},
): Promise<IBinaryData> {
	return await service().store({ type: 'execution', workflowId: 'w', executionId: '1' }, bytes, {
		data: '',
		fileName,
		mimeType,
	});
}

/** The bytes of a file that a node has put into an item. */
export const bytesOf = async (binary: IBinaryData): Promise<Buffer> => await service().getAsBuffer(binary);

/** One of the files that the sandbox hands out. */
export const sample = (name: string): Buffer =>
	readFileSync(join(__dirname, '..', '..', 'sandbox', 'media', name));
