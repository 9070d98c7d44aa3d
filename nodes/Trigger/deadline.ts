import { clock } from '../shared/platform/clock';

/**
 * How long a step may take. n8n 2 ends a publication after 84 seconds with words of its own, so the last of our messages
 * must come earlier. Until then it tries a trigger five times, with pauses of 15 seconds in all, and removes what it
 * made after each; before that it removes what the published version had. At worst: 5 × (4 + 5 + 3) + 15 + 3 = 78.
 */
export const CHECK_MS = 4000;
export const CREATE_MS = 5000;
export const DELETE_MS = 3000;

/** The time that is left for a step. */
export class Deadline {
	private readonly over = new AbortController();
	private readonly done = new AbortController();
	private readonly end: number;

	/** Once `ms` have passed the signal is aborted with what `reason` makes. */
	constructor(
		readonly ms: number,
		reason: () => Error,
	) {
		this.end = clock.now() + ms;
		clock.sleep(ms, this.done.signal).then(
			() => this.over.abort(reason()),
			() => undefined,
		);
	}

	get signal(): AbortSignal {
		return this.over.signal;
	}

	lasts(ms: number): boolean {
		return clock.now() + ms < this.end;
	}

	/** The step is over, nobody has to be told any more. */
	stop(): void {
		this.done.abort();
	}
}
