import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../refusals.cts';
import type { State } from '../state.cts';
import { apiKeyOf } from './auth.cts';

/** POSTs of this key that still count. */
function recentPosts(state: State, key: string): number[] {
	const since = state.clock.now() - state.settings.windowSeconds * 1000;
	const recent = (state.postTimes.get(key) ?? []).filter((moment) => moment > since);
	state.postTimes.set(key, recent);
	return recent;
}

/** Counts a POST, or refuses it; what is refused does not count, and neither do other methods. */
export function limitRate(state: State, request: FastifyRequest, reply: FastifyReply): void {
	if (request.method !== 'POST') return;
	const { postsPerWindow, windowSeconds, rateLimitReset } = state.settings;
	const now = state.clock.now();
	const recent = recentPosts(state, apiKeyOf(request));
	if (recent.length >= postsPerWindow) {
		const freeAt = (recent[recent.length - postsPerWindow] ?? now) + windowSeconds * 1000;
		throw new Refusal(429, undefined, Math.max(1, Math.ceil((freeAt - now) / 1000)));
	}
	recent.push(now);
	const remaining = postsPerWindow - recent.length;
	reply.header('x-ratelimit-remaining', String(remaining));
	if (remaining > 0 || rateLimitReset === 'nowhere') return;
	const opensAt = (recent[0] ?? now) / 1000 + windowSeconds;
	const stated = rateLimitReset === 'moment' ? opensAt : opensAt - now / 1000;
	reply.header('x-ratelimit-reset', String(Math.ceil(stated)));
}
