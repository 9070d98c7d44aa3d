import type { IDataObject } from 'n8n-workflow';
import type { Owner } from '../api/owner';
import type { Problem } from '../api/problem';
import type { JobKind } from '../vocabulary/jobs/kinds';

/**
 * `asked`: sent, and nobody knows yet, or ever, what came of it. `held`: an item waits for it. `owed`: paid for, but n8n
 * dropped what the item returned. `handedOn`: n8n has it. `failed`: JoggAI could not make it.
 */
export type State = 'asked' | 'held' | 'owed' | 'handedOn' | 'failed';

/**
 * What was made, or changed: a job, or something free that JoggAI tells about once. `file`: one that was stored on the way
 * to something else; any item may use it.
 */
export type Kind = JobKind | 'product' | 'upload' | 'change' | 'file';

/** One thing that was made by a request, or the reason why it was not. */
export interface Part {
	id?: string;
	reason?: string;
}

/** The item that a purchase is for; `run` tells the rounds of a loop apart. */
export interface Holder {
	execution: string;
	run: number;
	item: number;
}

/** What one creating request came to. */
export interface Purchase {
	key: string;
	kind: Kind;
	parts: Part[];
	/** Milliseconds since 1970. */
	at: number;
	/** By JoggAI's price list; 0 where it was taken over. */
	credits: number;
	state: State;
	holder: Holder;
	/** The item has it from an earlier run: what that one owed, or lent while it keeps it itself. */
	from?: 'owed' | 'lent';
	/** Taken from an earlier run, and JoggAI has not been asked yet whether it is still there. */
	isUnchecked?: boolean;
	/** Another one was made in its place, which the next ones are to have. */
	isReplaced?: boolean;
	/** Runs of other days are to find it. */
	isKept?: boolean;
	/** JoggAI's data, for what it does not tell about again, and what of it was too long to be kept. */
	answer?: IDataObject;
	missing?: string[];
	/** Why nobody knows what came of it. */
	doubt?: Problem;
	/** Whose it is, for what JoggAI cannot be asked about. */
	owner?: Owner;
}

export const idsOf = ({ parts }: Pick<Purchase, 'parts'>): string[] => parts.flatMap(({ id }) => id ?? []);

/** Copies of one purchase lie in several places. */
export const isSame = (a: Purchase, b: Purchase): boolean =>
	a === b || (idsOf(a).length > 0 && idsOf(a).join() === idsOf(b).join());

/** In credits. */
export const sumOf = (purchases: Purchase[]): number =>
	purchases.reduce((sum, { credits }) => sum + credits, 0);
