/** A name server for a network without the internet: it knows no name, and says so at once instead of never. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const PORT = 53;
/** "This is an answer", and "there is no such name". */
const FLAGS = 0x8183;
const FLAGS_AT = 2;

/** Returns `{ stop() }`. */
export async function startNameServer(host) {
	const server = createSocket('udp4');
	server.on('message', (question, { port, address }) => {
		const answer = Buffer.from(question);
		answer.writeUInt16BE(FLAGS, FLAGS_AT);
		server.send(answer, port, address);
	});
	server.bind(PORT, host);
	await once(server, 'listening');
	return { stop: () => server.close() };
}
