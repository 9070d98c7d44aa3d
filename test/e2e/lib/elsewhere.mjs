/** Loopback servers that stand for the rest of the internet. */
import { createServer } from 'node:http';
import { once } from 'node:events';

/** Starts a server on a free port. */
export async function serve(onRequest, { onConnect } = {}) {
	const server = createServer(onRequest);
	if (onConnect) server.on('connect', onConnect);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** The only way out for n8n: notes where it wants to go, and lets nothing through. */
export async function startGate() {
	const wanted = [];
	const refuse = ({ url }, response) => {
		// n8n 1.88 asks a proxy for https addresses as for any other.
		if (url.startsWith('https:')) wanted.push(`${new URL(url).hostname}:443`);
		response.writeHead(502).end();
	};
	const server = await serve(refuse, {
		onConnect: ({ url }, socket) => {
			wanted.push(url);
			socket.on('error', () => undefined);
			socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
		},
	});
	return { ...server, wanted };
}

/** Some web site. */
export const startWebSite = () =>
	serve((_request, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Welcome</h1>'),
	);

/** An address where nobody listens. */
export async function nobody() {
	const { url, stop } = await serve(() => undefined);
	await stop();
	return url;
}
