import { Refusal } from './refusals.cts';
import type { State } from './state.cts';

/** POSTs of this key that still count. */
function recentPosts(state: State, key: string): number[] {
	const since = state.clock.now() - state.settings.windowSeconds * 1000;
	const recent = (state.posts.get(key) ?? []).filter((moment) => moment > since);
	state.posts.set(key, recent);
	return recent;
}

/** How many POSTs the key may still send right now. */
export const postsLeft = (state: State, key: string): number =>
	Math.max(0, state.settings.postsPerWindow - recentPosts(state, key).length);

/** Counts one POST, or refuses it; what is refused does not count. */
export function countPost(state: State, key: string): void {
	const recent = recentPosts(state, key);
	if (recent.length >= state.settings.postsPerWindow) {
		const window = state.settings.windowSeconds * 1000;
		const freeAt = (recent[recent.length - state.settings.postsPerWindow] ?? state.clock.now()) + window;
		throw new Refusal(429, undefined, Math.max(1, Math.ceil((freeAt - state.clock.now()) / 1000)));
	}
	recent.push(state.clock.now());
}
