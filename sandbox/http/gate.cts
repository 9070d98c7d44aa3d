import type { FastifyReply, FastifyRequest } from 'fastify';
import { countPost, postsLeft } from '../rate.cts';
import { Refusal } from '../refusals.cts';
import type { State } from '../state.cts';

/** The key a request came with; only meaningful behind the gate. */
export const keyOf = (request: FastifyRequest): string => String(request.headers['x-api-key'] ?? '');

/** Known key, permission, and room in the rate window, in this order. */
export function passGate(state: State, request: FastifyRequest, reply: FastifyReply): void {
	const key = keyOf(request);
	if (state.settings.keysWithoutApi.includes(key)) throw new Refusal(18025);
	if (!state.settings.keys.includes(key)) throw new Refusal(10105);
	if (request.method !== 'POST') return;
	countPost(state, key);
	reply.header('x-ratelimit-remaining', String(postsLeft(state, key)));
}
