/* global AbortSignal */
import { Failure } from '../lib/failure.mjs';

const REQUEST_MS = 30000;

/** A few free reads of the JoggAI API (or of the sandbox); never shows the key. */
export function joggAi({ baseUrl, apiKey }) {
	return {
		/** Returns the reply's `data`; throws with JoggAI's own words when it refuses. */
		async get(path) {
			const signal = AbortSignal.timeout(REQUEST_MS);
			const response = await fetch(baseUrl + path, { headers: { 'x-api-key': apiKey }, signal }).catch(
				(error) => {
					throw new Failure(`${baseUrl} cannot be reached: ${error.cause?.message ?? error.message}`, {
						advice: 'Check the connection (and status.jogg.ai), and start again.',
					});
				},
			);
			const reply = await response.json().catch(() => ({}));
			if (reply.code === 0) return reply.data;
			throw new Failure(
				`JoggAI refused ${path}: ${reply.msg ?? `HTTP ${response.status}`} (${reply.code ?? 'no code'})`,
				{
					advice: ADVICE[reply.code] ?? 'Look the code up in the JoggAI documentation, or try again later.',
				},
			);
		},
	};
}

const ADVICE = {
	10105: 'Copy the key again (app.jogg.ai, menu below the profile picture, API) into JOGGAI_API_KEY.',
	18025: 'This account has no API permission: upgrade it, or unset JOGGAI_API_KEY to use the sandbox.',
};
