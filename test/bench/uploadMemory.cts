// Uploads big files to the sandbox at the given address and prints how far the memory of this process grew meanwhile.
// Run by mediaMemory.test.cts: node --expose-gc -r tsx/cjs test/bench/uploadMemory.cts http://127.0.0.1:8787

// First, because n8n-core reads its folder when it is loaded.
import '../harness/ownFolder.cts';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type * as di from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node.ts';
import { execute } from '../harness/engine.cts';

const MEGABYTE = 1024 * 1024;
/** Just below JoggAI's limit for a film. */
const FILE_MEGABYTES = 99;
const FILES = 4;

function* film(): Generator<Buffer> {
	const second = Buffer.alloc(MEGABYTE, 'film ');
	for (let size = 0; size < FILE_MEGABYTES; size++) yield second;
}

/** Highest growth of this process's memory while `work` runs, in megabytes. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
	global.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
	await work();
	clearInterval(look);
	return Math.round((peak - before) / MEGABYTE);
}

async function main(): Promise<void> {
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof di;
	const files = Container.get(BinaryDataService);
	await files.init();

	const credentials = { apiKey: 'sandbox-key', domain: process.argv[2], requestsPerMinute: 20 };
	const upload = async (parameters: object, items: INodeExecutionData[]): Promise<INodeExecutionData[]> => {
		const { error, items: made } = await execute({
			type: new JoggAiMedia(),
			parameters: { operation: 'upload', ...parameters },
			items,
			credentials,
		});
		if (error) throw error;
		return made;
	};
	const stored: INodeExecutionData[] = [];
	for (let file = 0; file < FILES; file++) {
		const words = { data: '', mimeType: 'video/mp4', fileName: `film${file}.mp4` };
		const data = await files.store(
			{ type: 'execution', workflowId: 'w', executionId: '1' },
			Readable.from(film()),
			words,
		);
		stored.push({ json: {}, binary: { data } });
	}
	// What is loaded on first use does not count.
	await upload({ input: 'url', fileUrl: `${process.argv[2]}/media/small.mp4` }, [{ json: {} }]);

	let made: INodeExecutionData[] = [];
	const fromFiles = await growthDuring(async () => void (made = await upload({}, stored)));
	const fromUrls = await growthDuring(
		async () => void (await upload({ input: 'url', fileUrl: '={{ $json.assetUrl }}' }, made)),
	);
	const bytes = made.map(({ json }) => json.fileSize);
	await rm(process.env.N8N_USER_FOLDER as string, { recursive: true, force: true });
	console.log(JSON.stringify({ fromFiles, fromUrls, bytes }));
}

void main();
