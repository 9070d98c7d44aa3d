import type { IDataObject } from 'n8n-workflow';
import { clock } from '../platform/clock';
import { staticDataOf } from '../platform/engine';
import type { ItemContext } from './item';
import { requestHash } from './ledger';
import { longestReuseDays, wantedReuse } from '../purchases/spendingFields';

/** What one request came to: JoggAI's IDs, when, and in which execution of the workflow. */
export interface Made {
	ids: string[];
	at: number;
	execution: string;
	/** JoggAI's data, for things that it does not tell about again; never stored. */
	answer?: IDataObject;
}

/** By the hash of the request; the newest stand last. */
type Store = Record<string, Made[]>;

/** So many requests are remembered in one place; the oldest leave first. */
const MOST_REMEMBERED = 1000;
const DAY_MS = 24 * 60 * 60_000;

/** What was made since n8n started, by test runs above all: n8n stores nothing of theirs. */
const inProcess: Store = {};

/**
 * What the node has made of the same request in other executions. Follows the rules of idempotency keys: another
 * account, workflow, node or request never gets it. Only hashes, IDs and times are stored.
 */
export class MadeBefore {
	constructor(
		private readonly stores: Store[],
		private readonly hash: string,
		private readonly execution: string,
		private readonly since: number,
		private readonly isWanted: boolean,
	) {}

	/** Oldest first, so that several equal items find theirs in the same order. */
	get candidates(): Made[] {
		return this.isWanted ? this.ofOthers : [];
	}

	/** What is not wanted is replaced by what is made now. */
	remember(ids: string[], answer?: IDataObject): void {
		if (!this.isWanted) for (const made of this.ofOthers) this.forget(made);
		this.add(ids, answer);
	}

	private get ofOthers(): Made[] {
		const known = new Map<string, Made>();
		for (const made of this.stores.flatMap((store) => store[this.hash] ?? []))
			if (made.execution !== this.execution && made.at >= this.since) known.set(made.ids.join(), made);
		return [...known.values()];
	}

	private add(ids: string[], answer?: IDataObject): void {
		const made = { ids, at: clock.wallTime(), execution: this.execution };
		for (const store of this.stores) {
			const earlier = store[this.hash] ?? [];
			if (earlier.some((one) => one.execution === this.execution && one.ids.join() === ids.join())) continue;
			// Behind all others: the order is that of age.
			delete store[this.hash];
			store[this.hash] = [...earlier, store === inProcess && answer ? { ...made, answer } : made];
			for (const oldest of Object.keys(store).slice(0, -MOST_REMEMBERED)) delete store[oldest];
		}
	}

	forget({ ids }: Made): void {
		for (const store of this.stores) {
			const left = (store[this.hash] ?? []).filter((made) => made.ids.join() !== ids.join());
			if (left.length > 0) store[this.hash] = left;
			else delete store[this.hash];
		}
	}
}

/**
 * What the item's request, told by its hash, came to in other executions, as far as the user wants it to be known. With
 * "Make It Again" that is nothing, and what this execution makes takes its place.
 */
export function madeBefore({ context, parameter }: ItemContext, hash: string): MadeBefore {
	const reuse = wantedReuse(parameter);
	const isTest = context.getMode() === 'manual';
	const staticData = reuse === 'always' ? staticDataOf(context) : undefined;
	const stores = [
		...(staticData ? [inProduction(staticData)] : []),
		...(isTest || reuse === 'always' ? [inProcess] : []),
	];
	const key = requestHash(hash, context.getWorkflow().id, context.getNode().id);
	const since = reuse === 'always' ? clock.wallTime() - longestReuseDays(parameter) * DAY_MS : 0;
	return new MadeBefore(stores, key, context.getExecutionId(), since, reuse !== 'never');
}

/** n8n stores what a node puts here when a production execution ends. */
function inProduction(staticData: IDataObject): Store {
	staticData.made ??= {};
	return staticData.made as unknown as Store;
}
