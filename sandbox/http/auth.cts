import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusals.cts';
import type { State } from '../state.cts';

/** The key a request came with; only meaningful once it is authenticated. */
export const apiKeyOf = (request: FastifyRequest): string => String(request.headers['x-api-key'] ?? '');

/**
 * Whose key it is: each place in the list of keys is an account, called after the first key that asked for it. Another
 * key in its place is a renewed one.
 */
export function ownerOf({ settings, owners }: State, key: string): string {
	const place = settings.keys.indexOf(key);
	return (owners[place] ??= key);
}

/** Refuses keys without permission, and unknown ones. */
export function authenticate({ settings }: State, request: FastifyRequest): void {
	const key = apiKeyOf(request);
	if (settings.keysWithoutApi.includes(key)) throw new Refusal(18025);
	if (!settings.keys.includes(key)) throw new Refusal(10105);
}
