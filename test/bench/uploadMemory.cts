// Uploads films to the sandbox at the given address, or only reads them, and prints how far the memory of this process grew
// meanwhile: node --expose-gc -r tsx/cjs test/bench/uploadMemory.cts <address> <films> <MiB each> [reading] [urls] [create]
// With four of 99 MiB it is run by mediaMemory.test.cts, with a gibibyte by memory.cts.

import './lib/outsideJest.cts';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { JoggAiMedia } from '../../nodes/Media/JoggAiMedia.node.ts';
import { JoggAiVideoTranslation } from '../../nodes/VideoTranslation/JoggAiVideoTranslation.node.ts';
import { execute } from '../harness/engine.cts';
import { growthDuring } from './lib/growth.cts';
import { fileStorage, storedFilms } from './lib/storage.cts';

const [address, films, mebibytes, ...also] = process.argv.slice(2);

const UPLOAD = { type: new JoggAiMedia(), parameters: { operation: 'upload' } };
/** What needs a film takes it from the item as well. */
const CREATE = {
	type: new JoggAiVideoTranslation(),
	parameters: {
		operation: 'create',
		videoSource: 'file',
		outputLanguage: { __rl: true, mode: 'id', value: 'german' },
		waitForCompletion: 'none',
	},
};

async function upload(
	parameters: object,
	items: INodeExecutionData[],
	{ type, parameters: own } = UPLOAD as typeof CREATE | typeof UPLOAD,
): Promise<INodeExecutionData[]> {
	const { error, items: made } = await execute({
		type,
		parameters: { ...own, ...parameters } as INodeParameters,
		items,
		credentials: { apiKey: 'sandbox-key', domain: address, requestsPerMinute: 1000 },
	});
	if (error) throw error;
	return made;
}

async function main(): Promise<object> {
	const storage = await fileStorage();
	const stored = await storedFilms(storage, Number(films), Number(mebibytes));
	// What is loaded on first use does not count.
	await upload({}, await storedFilms(storage, 1, 1));
	await upload({ input: 'url', fileUrl: `${address}/media/small.mp4` }, [{ json: {} }]);
	if (also.includes('reading')) {
		const read = async () => {
			for (const { binary } of stored)
				for await (const chunk of await storage.getAsStream(binary?.data.id as string)) void chunk;
		};
		return { reading: await growthDuring(read) };
	}
	if (also.includes('create')) {
		await upload({}, await storedFilms(storage, 1, 1), CREATE);
		return { throughCreate: await growthDuring(async () => void (await upload({}, stored, CREATE))) };
	}
	let made: INodeExecutionData[] = [];
	const fromFiles = await growthDuring(async () => void (made = await upload({}, stored)));
	const bytes = made.map(({ json }) => json.fileSize);
	if (!also.includes('urls')) return { fromFiles, bytes };
	const again = async () => void (await upload({ input: 'url', fileUrl: '={{ $json.assetUrl }}' }, made));
	return { fromFiles, fromUrls: await growthDuring(again), bytes };
}

void main().then((found) => {
	console.log(JSON.stringify(found));
	process.exit(0);
});
