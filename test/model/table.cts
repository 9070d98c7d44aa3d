import { hasLoaded, type Item, type Leg } from './leg.cts';

/** A job that JoggAI has charged, and where it stands by the table "How nothing is bought twice". */
export interface Bought {
	id: string;
	script: string;
	account: number;
	/** The execution that has bought it. */
	buyer: string;
	/** Nobody was told its ID. */
	isLost: boolean;
	/** When JoggAI will give it up. */
	failsAt: number;
	/** `held`: an item waits for it; `owed`: paid for, but n8n dropped it. In the process of n8n; nothing after a restart. */
	process?: State;
	/** The same as n8n has stored it for the workflow. */
	stored?: State;
	/** The run that wrote there was stopped: n8n may have stored it before the last answer came. */
	isStoredUnsurely?: boolean;
	/** The execution that it waits for, that could not hand it on, or that has. */
	holder: string;
	/** The table leaves open whether somebody else gets it, so both will do. */
	isDoubtful: boolean;
}

export type State = 'held' | 'owed' | 'handedOn';

/** What an execution has come to so far: as much as n8n stores with it. */
export interface Memory {
	own: Holding[];
	/** Items of which nobody knows whether they were bought. */
	unknown: Item[];
	/** Nothing went wrong yet that a user would see. */
	isClean: boolean;
}

export interface Holding {
	job: Bought;
	/** What its item was given. */
	script: string;
	/** Taken by this very execution, not bought and not left by the one that it is a retry of. */
	isTaken: boolean;
	/** Somebody had it already, or waited for it, when it was taken. */
	wasOthers: boolean;
}

export const nothingYet = (): Memory => ({ own: [], unknown: [], isClean: true });

export const copyOf = ({ own, unknown, isClean }: Memory): Memory => ({
	own: [...own],
	unknown: [...unknown],
	isClean,
});

/** What n8n's Retry finds of the execution before it, apart from what JoggAI could not make. */
export const leftBy = ({ own, unknown }: Memory): Memory => ({
	own: own.filter(({ job }) => job.failsAt === Infinity).map((one) => ({ ...one, isTaken: false })),
	unknown: [...unknown],
	isClean: true,
});

/** Whether the user wants what others have made. */
const reuses = ({ settings: { reuse }, kind }: Leg): boolean =>
	reuse === 'always' || (reuse === 'testRuns' && kind === 'test');

function isOnOffer(job: Bought, leg: Leg): boolean {
	const state = job.process ?? (hasLoaded(leg) ? job.stored : undefined);
	return state === 'owed' || (state !== undefined && reuses(leg));
}

/** Whether the table lets an item have it that asks for the same and holds nothing yet. */
export const mayTake = (job: Bought, leg: Leg): boolean =>
	!job.isLost &&
	job.account === leg.account &&
	job.failsAt > leg.startedAt &&
	(job.isDoubtful || job.buyer === leg.execution || isOnOffer(job, leg));

/** Whether the table makes it have that one instead of a new one. */
export function mustTake(job: Bought, leg: Leg, { own }: Memory): boolean {
	if (job.isLost || job.account !== leg.account || job.failsAt < Infinity) return false;
	const isHeld = own.some((one) => one.job === job);
	if (isHeld && isRetryItself(leg) && leg.chain.includes(job.holder)) return true;
	return !job.isDoubtful && job.buyer !== leg.execution && !(isHeld && leg.isWake) && isOnOffer(job, leg);
}

/** The first leg of n8n's Retry: nothing of what was left belongs to a certain item yet. */
export const isRetryItself = ({ kind, isWake }: Leg): boolean => kind === 'retry' && !isWake;

/** Puts on record what the leg has bought, and what it has taken, as it had to ask JoggAI for that. */
export function enter(all: Bought[], leg: Leg, memory: Memory): void {
	const itemOf = (reads: string) => leg.items.find((item) => item.reads === reads);
	if (isRetryItself(leg)) {
		memory.own = memory.own.filter(({ job }) => itemOf(job.script));
		memory.unknown = memory.unknown.filter(({ reads }) => itemOf(reads));
	}
	for (const job of all.filter(({ id }) => leg.asked.includes(id))) {
		// A job of another account is gone for this one.
		if (job.account !== leg.account) job.isDoubtful = true;
		const item = itemOf(job.script);
		if (!item || !mayTake(job, leg) || memory.own.some((one) => one.job === job)) continue;
		const wasOthers = (job.process ?? job.stored) !== 'owed';
		memory.own.push({ job, script: item.script, isTaken: true, wasOthers });
	}
	for (const { script, outcome, job: made } of leg.orders) {
		const item = itemOf(script);
		if (!item) throw new Error(`The execution ordered "${script}", which no item asks for`);
		if (outcome === 'unknown') memory.unknown.push(item);
		if (!made) continue;
		const job: Bought = {
			id: made.id,
			script,
			account: leg.account,
			buyer: leg.execution,
			holder: leg.execution,
			isLost: outcome === 'unknown',
			failsAt: made.failure === undefined ? Infinity : made.finishesAt,
			isDoubtful: false,
		};
		all.push(job);
		if (!job.isLost) memory.own.push({ job, script: item.script, isTaken: false, wasOthers: false });
	}
}

/** What becomes of what the execution holds, now that n8n has these jobs, or the execution sleeps. */
export function settle(leg: Leg, { own }: Memory, handedOn: Set<unknown>): void {
	const isAsleep = leg.result.status === 'waiting';
	for (const { job, wasOthers } of own) {
		const next: State = isAsleep ? 'held' : handedOn.has(job.id) ? 'handedOn' : 'owed';
		const known = job.process ?? job.stored;
		const isOthers = wasOthers || known === 'handedOn' || !leg.chain.includes(job.holder);
		// n8n has given it to somebody, or somebody waits for it: this execution only wanted to use it as well.
		if (next === 'owed' && isOthers && known !== undefined && known !== 'owed') job.isDoubtful = true;
		// n8n shows it as output of what was stopped, but nothing behind got it.
		else if (next === 'handedOn' && leg.result.status === 'canceled') job.isDoubtful = true;
		// Woken by another process, which need not know of it before the end.
		else if (isAsleep && leg.isWake && job.process === undefined) job.isDoubtful = true;
		else Object.assign(job, { process: next, holder: leg.execution, isDoubtful: false });
		if (!hasLoaded(leg)) continue;
		job.stored = leg.settings.reuse === 'always' || next === 'owed' ? next : undefined;
		job.isStoredUnsurely = leg.wasStopped;
	}
}

/** Another process of n8n knows what was stored, and that alone. */
export function restart(all: Bought[]): void {
	for (const job of all) {
		// Whoever has taken it may not write there: it may be taken once more.
		const isOutdated = job.stored === 'owed' && job.process !== undefined && job.process !== 'owed';
		job.isDoubtful ||= isOutdated || job.isStoredUnsurely === true;
		job.process = undefined;
	}
}
