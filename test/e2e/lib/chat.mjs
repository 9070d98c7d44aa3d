/** Somebody in n8n's chat window: it keeps a WebSocket open, on which n8n sends what a workflow says. */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { until } from './until.mjs';

/** n8n ignores clicks of programs that give themselves away. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36' };
const HEARTBEAT = 'n8n|heartbeat';
const ANSWER = { ms: 120_000 };

/** Says `text` in the published chat of a workflow; resolves to what n8n says there, and to the means to answer. */
export async function chatWith(n8n, webhookId, text) {
	const sessionId = randomUUID();
	const reply = await fetch(`${n8n.url}/webhook/${webhookId}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', chatInput: text, sessionId }),
	});
	const { executionId, resumeToken = '' } = await reply.json();
	const query = new URLSearchParams({ sessionId, executionId, isPublic: 'true', token: resumeToken });
	const said = [];
	const socket = await openSocket(`${n8n.url}/chat?${query}`, (message, send) => {
		if (message === HEARTBEAT) send(`${HEARTBEAT}-ack`);
		else if (!message.startsWith('n8n|')) said.push(message);
	});
	return {
		executionId,
		/** The next message of the workflow. */
		hears: () => until('a message in the chat', () => said.shift(), ANSWER),
		/** Clicks the button with this label under a message. */
		async click(message, label) {
			const { link } = JSON.parse(message).buttons.find((button) => button.text === label);
			const { status } = await fetch(link, { headers: BROWSER });
			if (status !== 200) throw new Error(`The button ${label} was answered with ${status}`);
		},
		leave: () => socket.destroy(),
	};
}

/** A WebSocket for short texts (RFC 6455); `onText` gets each message and a way to answer. */
async function openSocket(url, onText) {
	const headers = {
		connection: 'Upgrade',
		upgrade: 'websocket',
		'sec-websocket-version': '13',
		'sec-websocket-key': randomBytes(16).toString('base64'),
	};
	const [, socket, head] = await once(request(url, { headers }).end(), 'upgrade');
	const send = (text) => {
		const NO_MASK = [0, 0, 0, 0];
		socket.write(Buffer.from([0x81, 0x80 | Buffer.byteLength(text), ...NO_MASK, ...Buffer.from(text)]));
	};
	let received = head;
	const read = (chunk) => {
		received = Buffer.concat([received, chunk]);
		for (let frame = frameOf(received); frame; frame = frameOf(received)) {
			received = received.subarray(frame.end);
			if (frame.isText) onText(frame.text, send);
		}
	};
	socket.on('data', read);
	socket.on('error', () => undefined);
	read(Buffer.alloc(0));
	return socket;
}

/** The first whole frame among the bytes, if there is one; n8n sends none longer than 64 KiB. */
function frameOf(bytes) {
	if (bytes.length < 2) return undefined;
	const isLong = bytes[1] === 126;
	const start = isLong ? 4 : 2;
	if (bytes.length < start) return undefined;
	const end = start + (isLong ? bytes.readUInt16BE(2) : bytes[1]);
	if (bytes.length < end) return undefined;
	return { isText: (bytes[0] & 0x0f) === 1, text: bytes.toString('utf8', start, end), end };
}
