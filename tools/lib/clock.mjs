import { clearInterval, setInterval } from 'node:timers';

/** Calls `tick` with the seconds passed, every second while `work` runs. */
export async function withClock(tick, work) {
	const started = Date.now();
	const timer = setInterval(() => tick(Math.round((Date.now() - started) / 1000)), 1000);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
