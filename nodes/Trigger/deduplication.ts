import { clock } from '../shared/platform/clock';

/** How many deliveries a trigger remembers, here and in n8n's own list (processedList.ts). */
export const MOST_REMEMBERED = 2000;
/** A trigger without deliveries for so long gives its memory back; n8n's list still knows their IDs. */
const QUIET_MS = 24 * 60 * 60_000;
/** n8n answers in seconds. Should it never do, a repetition may start the execution; n8n's list keeps it from two. */
const UNDECIDED_MS = 2 * 60_000;

/** One delivery to one trigger. */
export interface Arrival {
	/** Tells triggers apart. */
	trigger: string;
	id: string;
	/** When JoggAI made the event, in milliseconds since 1970, where the event says so. */
	madeAt?: number;
}

/**
 * `first`: nobody had it yet. `undecided`: an equal one came, and n8n has not said yet whether it could start the
 * execution. `repeated`: an equal one has started an execution. `tooOld`: see `TriggerMemory`.
 */
export type Claim = 'first' | 'undecided' | 'repeated' | 'tooOld';

interface Seen {
	/** `owed`: n8n could not start the execution, so the next one of its kind is welcome, however old it is. */
	state: 'undecided' | 'started' | 'owed';
	at: number;
	madeAt: number;
}

/**
 * The newest deliveries of one trigger, in the order in which they came.
 *
 * An unknown ID is either new or was forgotten. Every forgotten event is at most as new as `forgottenUntil`, so an event
 * made after that is surely new. One made before may be a replay of something that ran long ago: JoggAI's signature holds
 * for ever, and at least 2000 events have started the workflow since. It is not started again (a workflow that runs
 * twice may publish twice), but named in the log. Where nothing was forgotten, or the event does not say when it was
 * made, nothing is ever too old. Only this process knows; after a restart n8n's list decides, by IDs alone.
 */
class TriggerMemory {
	readonly seen = new Map<string, Seen>();
	lastAt = 0;
	private forgottenUntil = -Infinity;

	claim({ id, madeAt }: Arrival, now: number): Claim {
		this.lastAt = now;
		const known = this.seen.get(id);
		if (known?.state === 'started') return 'repeated';
		if (known?.state === 'undecided' && now - known.at < UNDECIDED_MS) return 'undecided';
		if (!known && (madeAt ?? Infinity) < this.forgottenUntil) return 'tooOld';
		this.seen.delete(id);
		// No event was made after it came: a clock that is ahead must not make all later events too old.
		this.seen.set(id, { state: 'undecided', at: now, madeAt: Math.min(madeAt ?? -Infinity, now) });
		this.forgetOldest();
		return 'first';
	}

	private forgetOldest(): void {
		for (const [id, { madeAt }] of this.seen) {
			if (this.seen.size <= MOST_REMEMBERED) break;
			this.seen.delete(id);
			this.forgottenUntil = Math.max(this.forgottenUntil, madeAt);
		}
	}
}

const memories = new Map<string, TriggerMemory>();

/**
 * Judges a delivery by what this process remembers. Runs without any pause, so of equal deliveries that come at the same
 * moment exactly one is `first`; whoever gets that answer says with `decide` what became of it.
 */
export function claim(arrival: Arrival): Claim {
	const now = clock.now();
	for (const { seen, lastAt } of memories.values()) if (now - lastAt >= QUIET_MS) seen.clear();
	const memory = memories.get(arrival.trigger) ?? new TriggerMemory();
	memories.set(arrival.trigger, memory);
	return memory.claim(arrival, now);
}

/** Says whether n8n has started the execution of a claimed delivery. */
export function decide({ trigger, id }: Arrival, isStarted: boolean): void {
	const seen = memories.get(trigger)?.seen.get(id);
	if (seen) seen.state = isStarted ? 'started' : 'owed';
}

/** Whether the delivery came in through this process, which then has let no equal one through. */
export const cameInHere = ({ trigger, id }: Arrival): boolean => memories.get(trigger)?.seen.has(id) ?? false;
