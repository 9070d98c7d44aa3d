/* global Response */
/** Requests to an address whose certificate comes from an authority that nobody but its owner knows. */
import { request } from 'node:https';

/** Returns a stand-in for fetch that trusts `ca`; without one it trusts whom Node.js trusts. */
export const trusting =
	(ca) =>
	(url, { method = 'GET', headers = {}, body, signal } = {}) =>
		new Promise((resolve, reject) => {
			const sent = request(url, { method, headers, ca, signal }, (response) => {
				const chunks = [];
				response.on('data', (chunk) => chunks.push(chunk));
				response.once('error', reject);
				response.once('end', () => resolve(answerOf(response, Buffer.concat(chunks))));
			});
			sent.once('error', reject);
			sent.end(body);
		});

/** Some answers must have no body. */
function answerOf({ statusCode: status, rawHeaders }, bytes) {
	const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1]]] : []));
	return new Response(bytes.length > 0 ? bytes : null, { status, headers: pairs });
}
