import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';

// The receiver's time to answer is real time even under a test clock: it is a guard, not part of the story.
const TIMEOUT_MS = 5000;

/** Posts exactly these bytes once; answers the HTTP status, or 0 if nobody answered in time. Rejects when aborted. */
export const post = (
	url: string,
	body: string,
	headers: Record<string, string>,
	signal: AbortSignal,
): Promise<number> =>
	new Promise((resolve, reject) => {
		const fail = (): void => (signal.aborted ? reject(signal.reason) : resolve(0));
		const send = url.startsWith('https:') ? encrypted : plain;
		const outgoing = send(
			url,
			{
				method: 'POST',
				agent: false,
				headers: { ...headers, 'content-length': Buffer.byteLength(body) },
				signal,
				timeout: TIMEOUT_MS,
			},
			(answer) => {
				answer.resume();
				answer.on('end', () => resolve(answer.statusCode ?? 0));
				answer.on('error', fail);
			},
		);
		outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
		outgoing.on('error', fail);
		outgoing.end(body);
	});
