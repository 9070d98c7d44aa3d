import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/** Below the ports that systems hand out by themselves, so nobody gets ours before it is listened on. */
const [LOWEST, BEYOND] = [20000, 32000];
const ATTEMPTS = 200;

/** As many free loopback ports as asked for, all different. */
export async function freePorts(count) {
	const found = new Set();
	for (let attempt = 0; attempt < ATTEMPTS && found.size < count; attempt++) {
		const port = randomInt(LOWEST, BEYOND);
		if (await isFree(port)) found.add(port);
	}
	if (found.size < count) throw new Error(`No ${count} free ports between ${LOWEST} and ${BEYOND}`);
	return [...found];
}

const isFree = (port) =>
	new Promise((resolve) => {
		const server = createServer().once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
