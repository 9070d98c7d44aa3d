import { createServer } from 'node:net';

/** As many free loopback ports as asked for, all different. */
export async function freePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, listen));
	const ports = servers.map((server) => server.address().port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}

const listen = () =>
	new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
