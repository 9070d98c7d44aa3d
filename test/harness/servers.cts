import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of a test's own, for replies that the sandbox would never give. */
export interface OwnServer {
	url: string;
	received: Array<{ method: string; url: string; headers: IncomingMessage['headers'] }>;
	close: () => Promise<void>;
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
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers with this status, type and text. */
export const reply =
	(status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
	(_: IncomingMessage, response: ServerResponse) => {
		response.writeHead(status, headers).end(body);
	};

/** An address on which nothing listens. */
export async function closedAddress(): Promise<string> {
	const server = await startServer(reply(200, ''));
	await server.close();
	return server.url;
}
