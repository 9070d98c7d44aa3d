import { clock } from '../platform/clock';
import { setNewest } from '../platform/newest';
import { rateLimitPause } from './retry';

const WINDOW_MS = 60_000;
/** JoggAI's clock and ours need not tick alike. */
const MARGIN_MS = 250;
/** Of so many batches it is known when they had their last turn. */
const MOST_BATCHES = 1000;

/** Whose request it is. Batches take turns, so that a single item does not wait for a batch of hundreds. */
export type Priority = readonly [batch: number, itemIndex: number];

interface Waiting {
	priority: Priority;
	admit: () => void;
	/** Ends the waiting without an admission. */
	leave: (reason: unknown) => void;
}

/** Must be called once the reply is there; `false` gives back a slot that was not used. */
export type Release = (sent?: boolean) => void;

/**
 * Lets at most `perMinute` requests into any rolling minute, one of each batch in turn and those of a batch in the
 * order of their items. A request counts from its admission until a minute after its reply, so JoggAI never sees more
 * than that, however slow the network is.
 */
export class RateLimiter {
	private waiting: Waiting[] = [];
	/** When each batch had its last turn, in turns; the one that was longest ago comes first. */
	private readonly lastTurn = new Map<number, number>();
	private turns = 0;
	private underWay = 0;
	private answeredAt: number[] = [];
	private blockedUntil = 0;
	private pumping = false;
	private nudge = new AbortController();

	constructor(public perMinute: number) {}

	/** Waits for a free slot in the window. Throws the signal's reason when it is aborted, or that of `cancel`. */
	async acquire(priority: Priority, signal?: AbortSignal): Promise<Release> {
		await this.queue(priority, signal);
		return this.release;
	}

	/** A slot of the window, if there is one at once and nobody waits for it. */
	tryAcquire([batch]: Priority): Release | undefined {
		if (this.waiting.length > 0 || this.opensIn > 0) return undefined;
		this.noteTurn(batch);
		this.underWay += 1;
		return this.release;
	}

	/** Milliseconds until the next request may be sent. */
	get opensIn(): number {
		const now = clock.now();
		const open = now - WINDOW_MS - MARGIN_MS;
		this.answeredAt = this.answeredAt.filter((at) => at > open);
		const windowOpens =
			this.answeredAt.length + this.underWay < this.perMinute ? 0 : this.oldestLeavesIn(now);
		return Math.max(windowOpens, this.blockedUntil - now, 0);
	}

	/** Sends away, with `reason`, whoever still waits for a slot on behalf of this batch. */
	cancel(batch: number, reason: Error): void {
		for (const { priority, leave } of [...this.waiting]) if (priority[0] === batch) leave(reason);
	}

	/** Holds everybody back for the seconds that JoggAI stated, e.g. after a refusal for too many requests. */
	block(stated: number | undefined): void {
		this.blockedUntil = Math.max(this.blockedUntil, clock.now() + rateLimitPause(stated) * 1000);
	}

	private readonly release: Release = (sent = true) => {
		this.underWay -= 1;
		if (sent) this.answeredAt.push(clock.now());
		this.nudge.abort();
	};

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
			this.waiting.push(waiting);
			void this.pump();
		});
	}

	private async pump(): Promise<void> {
		if (this.pumping) return;
		this.pumping = true;
		while (this.waiting.length > 0) {
			const pause = this.opensIn;
			if (pause === 0) this.admitNext();
			else await this.rest(pause);
		}
		this.pumping = false;
	}

	/** The first item of the batch whose last turn is longest ago. */
	private admitNext(): void {
		const turn = ({ priority: [batch] }: Waiting) => this.lastTurn.get(batch) ?? 0;
		const next = this.waiting.reduce((best, one) => {
			const [a, b] = [one.priority, best.priority];
			const order = turn(one) - turn(best) || a[0] - b[0] || a[1] - b[1];
			return order < 0 ? one : best;
		});
		this.waiting = this.waiting.filter((other) => other !== next);
		this.noteTurn(next.priority[0]);
		next.admit();
	}

	private noteTurn(batch: number): void {
		setNewest(this.lastTurn, batch, ++this.turns, MOST_BATCHES);
	}

	/** Until the time is up or something has changed. */
	private async rest(ms: number): Promise<void> {
		this.nudge = new AbortController();
		await clock.sleep(ms, this.nudge.signal).catch(() => undefined);
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
