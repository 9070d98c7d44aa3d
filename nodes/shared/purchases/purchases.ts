import { JOBS } from '../vocabulary/jobs/kinds';
import { clock } from '../platform/clock';
import { availableFor, copyOf, isPaid, others, type Wish } from './claims';
import { Held } from './held';
import type { Places } from './places';
import { Replacements } from './replacements';
import { StoredFiles } from './storedFiles';
import type { Place } from './place';
import {
	type Holder,
	idsOf,
	isSame,
	type Kind,
	type Part,
	type Purchase,
	type State,
	sumOf,
} from './purchase';

type Asked = Pick<Purchase, 'key' | 'kind' | 'credits' | 'isKept' | 'owner'>;

/**
 * The one memory of what creating requests came to, for a node in one execution and all its attempts (n8n's "Retry On
 * Fail" repeats all items), so that nothing is bought twice and every started job can be told.
 */
export class Purchases {
	/** What the items of this round have. */
	private readonly held = new Held();
	/** Files that were stored on the way. */
	readonly files: StoredFiles;
	/** What items of this execution have, by its IDs: each earlier job is for one of them. */
	private readonly taken = new Set<string>();
	/** By key: how many of the next items have been told that theirs is there already. */
	private readonly foretold = new Map<string, number>();
	/** What JoggAI does not know with the key of this execution, by its IDs. */
	private readonly passedOver = new Set<string>();
	private readonly replacements: Replacements;
	private total: number;

	constructor(
		private readonly places: Places,
		private readonly me: Omit<Holder, 'item'>,
	) {
		this.files = new StoredFiles(places, me);
		this.replacements = new Replacements(places, (one) => this.isHere(one) || this.isTaken(one));
		const known = places.own.all.filter((one) => this.isHere(one));
		this.total = sumOf(known);
		for (const one of known) if (one.kind !== 'file') this.note(one);
	}

	/** What the item has already, whatever its fields say by now. */
	of(item: number, kind?: Kind): Purchase | undefined {
		return this.held.of(item, kind);
	}

	/** All that the item has, or all items of the round have. */
	listOf(item?: number): Purchase[] {
		return this.held.listOf(item);
	}

	/**
	 * Takes for the item the oldest equal one that it may have: of the execution that n8n retries; what is owed; what
	 * others have made, if it wishes for that. Each is for one item.
	 */
	claim(item: number, key: string, wish: Wish): Purchase | undefined {
		const [one] = this.available(key, wish);
		if (!one) return undefined;
		const holder = { ...this.me, item };
		const state = one.state === 'asked' ? 'asked' : 'held';
		const known: Purchase = this.places.own.of(key).includes(one)
			? Object.assign(one, { from: 'owed', credits: 0 })
			: copyOf(one, this.places);
		const mine = Object.assign(known, { holder, state, isUnchecked: true }, wish.isKept && { isKept: true });
		this.places.own.put(mine);
		this.note(mine);
		this.tell(mine);
		return mine;
	}

	/** Whether the item's request has been sent and was not refused, or its result taken over for good. */
	isSettled(item: number): boolean {
		return this.held.listOf(item).some(({ isUnchecked }) => !isUnchecked);
	}

	/** Whether an item of this execution has what bears this ID. */
	hasTaken(id: string): boolean {
		return this.taken.has(id);
	}

	/** Puts on record as the item's own what JoggAI itself has found. */
	takeOver(item: number, found: Pick<Purchase, 'key' | 'kind' | 'parts'>): void {
		const one = Object.assign(this.ask(item, { ...found, credits: 0, isKept: true }), {
			from: 'lent' as const,
		});
		this.accepted(one, found.parts);
	}

	/** Whether the next equal item will find its own made already; each call speaks of one item more. */
	foretells(key: string, wish: Wish): boolean {
		const before = this.foretold.get(key) ?? 0;
		this.foretold.set(key, before + 1);
		return this.available(key, wish).length > before;
	}

	/** On record before the request leaves: whatever happens then, "asked" is the truth. */
	ask(item: number, what: Asked): Purchase {
		const one: Purchase = {
			...what,
			parts: [],
			at: clock.wallTime(),
			state: 'asked',
			holder: { ...this.me, item },
		};
		this.total += one.credits;
		this.places.own.put(one);
		this.note(one);
		this.places.process.put(one);
		return one;
	}

	/** Counts credits as spent until the request is about to leave. Returns what gives them back. */
	reserve(credits: number): () => void {
		this.total += credits;
		return () => void (this.total -= credits);
	}

	/** JoggAI has accepted the request: what is kept for later days takes the place of what other runs have made of it. */
	accepted(one: Purchase, parts: Part[], answer?: Pick<Purchase, 'answer'>): void {
		Object.assign(one, { parts }, answer);
		this.note(one);
		this.replacements.make(one);
		this.become([one], 'held');
	}

	/** JoggAI has made nothing of what the item has: of no use to anybody but those who must not make it again. */
	failed(item: number): void {
		for (const one of this.held.openOf(item)) this.replacements.undo(one);
		this.become(this.held.openOf(item), 'failed');
	}

	/** n8n has what the item returned. */
	handedOn(item: number): void {
		this.become(this.held.openOf(item), 'handedOn');
	}

	/** n8n drops what the item returned, or what all items of the round did. */
	owed(item?: number): void {
		this.become(this.listOf(item).filter(isPaid), 'owed');
	}

	/** The item goes on with what it has, in another attempt. */
	resumed(one: Purchase): void {
		delete one.isUnchecked;
		if (isPaid(one)) this.become([one], 'held');
	}

	/**
	 * JoggAI does not know it with this key. It may be another account's, so whoever holds the key of that one is to find it
	 * as it was: with n8n's Retry too.
	 */
	passOver(one: Purchase): void {
		this.passedOver.add(idsOf(one).join());
		this.release(one, [this.places.own]);
		if (one.from !== 'owed') return;
		const holder = { ...one.holder, execution: '' };
		const left: Purchase = { ...one, holder, state: 'owed', from: undefined, isUnchecked: undefined };
		for (const place of [this.places.own, ...others(this.places)]) place.put(left);
	}

	/** JoggAI refused it, or could not make it. */
	drop(one: Purchase): void {
		this.release(one, [this.places.own, ...others(this.places)]);
	}

	private release(one: Purchase, places: Place[]): void {
		for (const place of places) place.remove(one);
		this.held.remove(one);
		this.taken.delete(idsOf(one).join());
		this.total -= one.credits;
	}

	/** A new attempt begins: what was said about the items of the last one holds no more. */
	beginAttempt(): void {
		this.foretold.clear();
	}

	/** Whether n8n has loaded what it keeps for the workflow, and takes what is written there. */
	get isKnownToWorkflow(): boolean {
		return this.places.workflow !== undefined;
	}

	/** Hands over to n8n what other days are to know. */
	save(): void {
		this.places.save();
	}

	/** Credits of what was asked for and not refused, in all rounds and sleeps; by the process for tools, which have no place. */
	get spent(): number {
		return Math.max(this.total, sumOf(this.places.process.all.filter((one) => this.isHere(one))));
	}

	/** In this execution, but for earlier rounds of a loop unless those are meant too; in the order of acceptance. */
	jobs({ failed = false, allRounds = false } = {}): Purchase[] {
		const isWanted = (one: Purchase) =>
			one.kind in JOBS && idsOf(one).length > 0 && (one.state === 'failed') === failed;
		const all = allRounds ? this.places.own.all.filter((one) => this.isHere(one)) : this.held.listOf();
		return all.filter(isWanted);
	}

	private available(key: string, wish: Wish): Purchase[] {
		const { places } = this;
		return availableFor(key, wish, {
			places,
			isHere: (one) => this.isHere(one),
			isTaken: (one) => this.isTaken(one),
		});
	}

	private become(purchases: Purchase[], state: State): void {
		for (const one of purchases) this.tell(Object.assign(one, { state }));
	}

	/** What another run keeps stays as it is there; a place that does not know of it yet learns it. */
	private tell(one: Purchase): void {
		const knows = (place: Place) => place.of(one.key).some((other) => isSame(one, other));
		for (const place of others(this.places))
			if (one.from !== 'lent') place.put(one);
			else if (one.state === 'handedOn' && !knows(place)) place.put({ ...one, from: undefined });
	}

	private note(one: Purchase): void {
		if (one.holder.run === this.me.run) this.held.put(one);
		if (idsOf(one).length > 0) this.taken.add(idsOf(one).join());
	}

	/** What an earlier call or round could not hand on is there for the next one. */
	private isTaken(one: Purchase): boolean {
		const ids = idsOf(one).join();
		if (this.passedOver.has(ids)) return true;
		const isLeft = one.state === 'owed' && !this.held.listOf().some((other) => isSame(one, other));
		return !isLeft && this.taken.has(ids);
	}

	private isHere({ holder }: Purchase): boolean {
		return holder.execution === this.me.execution;
	}
}
