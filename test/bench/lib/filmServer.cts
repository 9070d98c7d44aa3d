import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { film } from './growth.cts';

/** A JoggAI with one finished video of so many mebibytes, in a process of its own, whose memory is not ours. */
export async function startFilmServer(mebibytes: number): Promise<{ url: string }> {
	const child = fork(__filename, [String(mebibytes)], { execArgv: ['-r', 'tsx/cjs'] });
	process.once('exit', () => child.kill());
	const [url] = (await once(child, 'message')) as [string];
	return { url };
}

function serve(mebibytes: number): void {
	const server = createServer((request, response) => {
		if (request.url?.endsWith('.mp4')) {
			const headers = { 'content-type': 'video/mp4', 'content-length': mebibytes * 1024 * 1024 };
			Readable.from(film(mebibytes)).pipe(response.writeHead(200, headers));
			return;
		}
		const { port } = server.address() as AddressInfo;
		const video_url = `http://127.0.0.1:${port}/film.mp4`;
		const data = { video_id: 'film', status: 'completed', video_url };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ code: 0, msg: 'Success', data }));
	});
	server.listen(0, '127.0.0.1', () =>
		process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
	);
	process.once('disconnect', () => process.exit());
}

if (require.main === module) serve(Number(process.argv[2]));
