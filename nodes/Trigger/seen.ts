import { clock } from '../shared/api/clock';

const REMEMBERED_MS = 24 * 60 * 60_000;
const MOST_REMEMBERED = 5000;

/** When each delivery came; a Map keeps its oldest entry first. */
const seen = new Map<string, number>();

/**
 * True for the first of several equal deliveries, false for the others of the next 24 hours. Runs without any
 * pause, so of deliveries that come at the same moment exactly one wins. Only this process knows: the memory behind
 * `isFresh` covers restarts and other processes.
 */
export function claim(key: string): boolean {
	const now = clock.now();
	for (const [old, at] of seen) {
		if (now - at < REMEMBERED_MS && seen.size < MOST_REMEMBERED) break;
		seen.delete(old);
	}
	if (seen.has(key)) return false;
	seen.set(key, now);
	return true;
}

/** Lets the next delivery of its kind through again. */
export function release(key: string): void {
	seen.delete(key);
}
