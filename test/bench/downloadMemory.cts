// Downloads finished films into n8n's store, or only reads them from the network, and prints how far the memory of this
// process grew meanwhile: node --expose-gc -r tsx/cjs test/bench/downloadMemory.cts <films> <MiB each> [reading]

import './lib/outsideJest.cts';
import { get, type IncomingMessage } from 'node:http';
import { JoggAiAvatarVideo } from '../../nodes/AvatarVideo/JoggAiAvatarVideo.node.ts';
import { execute } from '../harness/engine.cts';
import { numbered } from '../harness/wire.cts';
import { startFilmServer } from './lib/filmServer.cts';
import { growthDuring } from './lib/growth.cts';
import { fileStorage } from './lib/storage.cts';

const [films, mebibytes, reading] = process.argv.slice(2);

async function download(url: string, count: number): Promise<number> {
	const { items, error } = await execute({
		type: new JoggAiAvatarVideo(),
		parameters: { operation: 'get', videoId: 'film', download: true, failIfDownloadFails: true },
		items: numbered(count),
		credentials: { apiKey: 'sandbox-key', domain: url, requestsPerMinute: 1000 },
	});
	if (error) throw error;
	return items.filter(({ binary }) => binary?.data).length;
}

async function read(url: string, count: number): Promise<void> {
	for (let number = 0; number < count; number++) {
		const film = await new Promise<IncomingMessage>((resolve) => get(`${url}/film.mp4`, resolve));
		for await (const chunk of film) void chunk;
	}
}

async function main(): Promise<object> {
	await fileStorage();
	const small = await startFilmServer(1);
	const { url } = await startFilmServer(Number(mebibytes));
	// What is loaded on first use does not count.
	await download(small.url, 1);
	if (reading) return { reading: await growthDuring(async () => await read(url, Number(films))) };
	let arrived = 0;
	const downloading = await growthDuring(async () => void (arrived = await download(url, Number(films))));
	return { downloading, arrived };
}

void main().then((found) => {
	console.log(JSON.stringify(found));
	process.exit(0);
});
