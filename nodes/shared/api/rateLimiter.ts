import { clock } from './clock';
import { rateLimitPause } from './retry';

const WINDOW_MS = 60_000;
/** JoggAI's clock and ours need not tick alike. */
const MARGIN_MS = 250;

/** Order of a request: batch by batch, item by item; the lower ones go first. */
export type Priority = readonly [batch: number, itemIndex: number];

interface Waiting {
	priority: Priority;
	admit: () => void;
	/** Ends the waiting without an admission. */
	leave: (reason: unknown) => void;
}

const before = (a: Priority, b: Priority): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** Must be called once the reply is there; `false` gives back a slot that was not used. */
type Release = (sent?: boolean) => void;

/**
 * Lets at most `perMinute` requests into any rolling minute, in the order of their priorities. A request counts from
 * its admission until a minute after its reply, so JoggAI never sees more than that, however slow the network is.
 */
export class RateLimiter {
	private waiting: Waiting[] = [];
	private underWay = 0;
	private answeredAt: number[] = [];
	private blockedUntil = 0;
	private pumping = false;
	private nudge = new AbortController();

	constructor(public perMinute: number) {}

	/** Waits for a free slot in the window. Throws the signal's reason when it is aborted, or that of `cancel`. */
	async acquire(priority: Priority, signal?: AbortSignal): Promise<Release> {
		await this.queue(priority, signal);
		return (sent = true) => {
			this.underWay -= 1;
			if (sent) this.answeredAt.push(clock.now());
			this.nudge.abort();
		};
	}

	/** Sends away, with `reason`, whoever still waits for a slot on behalf of this batch. */
	cancel(batch: number, reason: Error): void {
		for (const { priority, leave } of [...this.waiting]) if (priority[0] === batch) leave(reason);
	}

	/** Holds everybody back after a refusal for too many requests, for the seconds that JoggAI stated. */
	block(stated: number | undefined): void {
		this.blockedUntil = Math.max(this.blockedUntil, clock.now() + rateLimitPause(stated) * 1000);
	}

	private async queue(priority: Priority, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const abort = () => waiting.leave(signal?.reason);
			const waiting: Waiting = {
				priority,
				leave: (reason) => {
					signal?.removeEventListener('abort', abort);
					this.waiting = this.waiting.filter((other) => other !== waiting);
					this.nudge.abort();
					reject(reason as Error);
				},
				admit: () => {
					signal?.removeEventListener('abort', abort);
					this.underWay += 1;
					resolve();
				},
			};
			signal?.addEventListener('abort', abort, { once: true });
			const next = this.waiting.findIndex((other) => before(priority, other.priority));
			this.waiting.splice(next < 0 ? this.waiting.length : next, 0, waiting);
			void this.pump();
		});
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		while (this.waiting.length > 0) {
			const pause = this.millisecondsToNext();
			if (pause === 0) this.waiting.shift()?.admit();
			else await this.rest(pause);
		}
		this.pumping = false;
	}

	/** Until the time is up or something has changed. */
	private async rest(ms: number): Promise<void> {
		this.nudge = new AbortController();
		await clock.sleep(ms, this.nudge.signal).catch(() => undefined);
	}

	private millisecondsToNext(): number {
		const now = clock.now();
		const open = now - WINDOW_MS - MARGIN_MS;
		this.answeredAt = this.answeredAt.filter((at) => at > open);
		const windowOpens =
			this.answeredAt.length + this.underWay < this.perMinute ? 0 : this.oldestLeavesIn(now);
		return Math.max(windowOpens, this.blockedUntil - now, 0);
	}

	/** While every slot is taken by requests under way, the reply of one of them ends the wait. */
	private oldestLeavesIn(now: number): number {
		return (this.answeredAt[0] ?? now) + WINDOW_MS + MARGIN_MS - now;
	}
}

const limiters = new Map<string, RateLimiter>();

/** The one limiter of an account in this process; a changed limit holds from now on, for what was sent before as well. */
export function rateLimiterOf({
	fingerprint,
	requestsPerMinute,
}: {
	fingerprint: string;
	requestsPerMinute: number;
}): RateLimiter {
	const limiter = limiters.get(fingerprint) ?? new RateLimiter(requestsPerMinute);
	limiter.perMinute = requestsPerMinute;
	limiters.set(fingerprint, limiter);
	return limiter;
}
