import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** What listens on a port; closed after each test, since a failed one would otherwise never end. */
const listening: Server[] = [];
afterEach(() => {
	for (const server of listening.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

/** Lets a server listen on loopback until the test is over; answers its address. */
export async function listen(server: Server): Promise<string> {
	listening.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A web server of a test's own, for replies that the sandbox would never give. */
export interface OwnServer {
	url: string;
	received: Array<{ method: string; url: string; headers: IncomingMessage['headers'] }>;
}

/** Starts a server on loopback that answers as the test says. */
export async function startServer(
	answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<OwnServer> {
	const received: OwnServer['received'] = [];
	const server = createServer((request, response) => {
		received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
		request.resume();
		request.on('end', () => answer(request, response, received.length));
	});
	return {
		url: await listen(server),
		received,
	};
}

/** Answers with this status, type and text. */
export const reply =
	(status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
	(_: IncomingMessage, response: ServerResponse) => {
		response.writeHead(status, headers).end(body);
	};

/** The address of a server with a certificate that nobody trusts. */
export async function untrustedAddress(): Promise<string> {
	const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }]);
	const server = createSecureServer({ key, cert });
	return (await listen(server)).replace('http:', 'https:');
}

/** An address on which nothing listens. */
export async function closedAddress(): Promise<string> {
	const server = createServer();
	const url = await listen(server);
	await new Promise((resolve) => server.close(resolve));
	return url;
}
