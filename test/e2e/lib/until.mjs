import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 150;

/** Asks `look` again and again until it answers something; fails with `what` when `ms` have passed. */
export async function until(what, look, { ms = 20000 } = {}) {
	for (const end = Date.now() + ms; ; await sleep(POLL_MS)) {
		const found = await look();
		if (found) return found;
		if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain: ${what}`);
	}
}
