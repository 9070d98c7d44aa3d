import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusals.cts';
import type { State } from '../state.cts';

/** The key a request came with; only meaningful once it is authenticated. */
export const apiKeyOf = (request: FastifyRequest): string => String(request.headers['x-api-key'] ?? '');

/** Whose key it is: a renewed one has the name of the former, a tilde, and something behind it. */
export const ownerOf = (key: string): string => key.split('~')[0];

/** Refuses keys without permission, and unknown ones. */
export function authenticate({ settings }: State, request: FastifyRequest): void {
	const key = apiKeyOf(request);
	if (settings.keysWithoutApi.includes(key)) throw new Refusal(18025);
	if (!settings.keys.includes(key)) throw new Refusal(10105);
}
