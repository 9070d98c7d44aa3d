import { clock } from './clock';

const WINDOW_MS = 60_000;
/** JoggAI's clock and ours need not tick alike. */
const MARGIN_MS = 250;
const LONGEST_PAUSE_SECONDS = 120;
const USUAL_PAUSE_SECONDS = 60;

/** Seconds to wait after a refusal for too many requests: what JoggAI stated within reason, else a minute (guide). */
export const rateLimitPause = (stated = USUAL_PAUSE_SECONDS): number =>
	Math.min(stated, LONGEST_PAUSE_SECONDS);

/** Position of a request: run by run, item by item. */
export type Place = readonly [run: number, item: number];

interface Ticket {
	place: Place;
	admit: () => void;
	/** Ends the waiting without an admission. */
	leave: () => void;
}

const before = (a: Place, b: Place): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/**
 * Lets at most `perMinute` requests into any rolling minute, in the order of their places. A request counts from
 * its admission until a minute after its reply, so JoggAI never sees more than that, however slow the network is.
 */
export class Pacer {
	private waiting: Ticket[] = [];
	private underWay = 0;
	private answeredAt: number[] = [];
	private pausedUntil = 0;
	private pumping = false;
	private nudge = new AbortController();

	constructor(public perMinute: number) {}

	/**
	 * Waits for a free place in the window, or until the signal is aborted or the run dismissed (the caller has to
	 * look). The returned function must be called once the reply is there; `false` gives back a place that was not used.
	 */
	async admission(place: Place, signal: AbortSignal): Promise<(sent?: boolean) => void> {
		const admitted = await this.queue(place, signal);
		if (!admitted) return () => undefined;
		return (sent = true) => {
			this.underWay -= 1;
			if (sent) this.answeredAt.push(clock.now());
			this.nudge.abort();
		};
	}

	/** Sends away whoever still waits for a place on behalf of this run. */
	dismiss(run: number): void {
		for (const { place, leave } of [...this.waiting]) if (place[0] === run) leave();
	}

	/** Holds everybody back after a refusal for too many requests, for the seconds that JoggAI stated. */
	pause(stated: number | undefined): void {
		this.pausedUntil = Math.max(this.pausedUntil, clock.now() + rateLimitPause(stated) * 1000);
	}

	private async queue(place: Place, signal: AbortSignal): Promise<boolean> {
		if (signal.aborted) return false;
		return await new Promise<boolean>((resolve) => {
			const leave = () => {
				signal.removeEventListener('abort', leave);
				this.waiting = this.waiting.filter((other) => other !== ticket);
				this.nudge.abort();
				resolve(false);
			};
			const ticket: Ticket = {
				place,
				leave,
				admit: () => {
					signal.removeEventListener('abort', leave);
					this.underWay += 1;
					resolve(true);
				},
			};
			signal.addEventListener('abort', leave, { once: true });
			const next = this.waiting.findIndex((other) => before(place, other.place));
			this.waiting.splice(next < 0 ? this.waiting.length : next, 0, ticket);
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

	private async rest(ms: number): Promise<void> {
		this.nudge = new AbortController();
		await clock.sleep(ms, this.nudge.signal);
	}

	private millisecondsToNext(): number {
		const now = clock.now();
		const open = now - WINDOW_MS - MARGIN_MS;
		this.answeredAt = this.answeredAt.filter((at) => at > open);
		const windowOpens =
			this.answeredAt.length + this.underWay < this.perMinute ? 0 : this.oldestLeavesIn(now);
		return Math.max(windowOpens, this.pausedUntil - now, 0);
	}

	/** While every place is taken by requests under way, the reply of one of them ends the wait. */
	private oldestLeavesIn(now: number): number {
		return (this.answeredAt[0] ?? now) + WINDOW_MS + MARGIN_MS - now;
	}
}

const pacers = new Map<string, Pacer>();

/** The one pacer of an account in this process; a changed limit holds from now on, for what was sent before as well. */
export function pacerOf({
	fingerprint,
	requestsPerMinute,
}: {
	fingerprint: string;
	requestsPerMinute: number;
}): Pacer {
	const pacer = pacers.get(fingerprint) ?? new Pacer(requestsPerMinute);
	pacer.perMinute = requestsPerMinute;
	pacers.set(fingerprint, pacer);
	return pacer;
}
