import { clock } from '../shared/platform/clock';
import { setNewest } from '../shared/platform/newest';

/** How many deliveries a trigger remembers, here and in n8n's own list (processedList.ts). */
export const MOST_REMEMBERED = 2000;
/** n8n answers in seconds. Should it never do, a repetition may start the execution; n8n's list keeps it from two. */
const UNDECIDED_MS = 2 * 60_000;

/** One delivery to one trigger. */
export interface Arrival {
	/** Tells triggers apart. */
	trigger: string;
	id: string;
}

/**
 * `first`: nobody had it yet. `undecided`: an equal one came, and n8n has not said yet whether it could start the
 * execution. `repeated`: an equal one has started an execution.
 */
export type Claim = 'first' | 'undecided' | 'repeated';

/** The newest deliveries of each trigger in the order in which they came, and until when equal ones are kept out. */
const memories = new Map<string, Map<string, number>>();

/**
 * Judges a delivery by what this process remembers. Runs without any pause, so of equal deliveries that come at the same
 * moment exactly one is `first`; whoever gets that answer says with `decide` what became of it.
 */
export function claim({ trigger, id }: Arrival): Claim {
	const memory = memories.get(trigger) ?? new Map<string, number>();
	memories.set(trigger, memory);
	const now = clock.wallTime();
	const until = memory.get(id) ?? now;
	if (until > now) return until === Infinity ? 'repeated' : 'undecided';
	setNewest(memory, id, now + UNDECIDED_MS, MOST_REMEMBERED);
	return 'first';
}

/** Says whether n8n has started the execution of a claimed delivery; if not, the next one of its kind is welcome. */
export function decide({ trigger, id }: Arrival, isStarted: boolean): void {
	const memory = memories.get(trigger);
	if (memory?.has(id)) memory.set(id, isStarted ? Infinity : 0);
}
