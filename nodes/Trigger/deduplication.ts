import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../shared/api/clock';

const CLAIMED_MS = 24 * 60 * 60_000;
const MOST_CLAIMED = 5000;

/** When each delivery came; a Map keeps its oldest entry first. */
const seen = new Map<string, number>();

/**
 * True for the first of several equal deliveries, false for the others of the next 24 hours. Runs without any
 * pause, so of deliveries that come at the same moment exactly one wins. Only this process knows: the memory behind
 * `isFresh` covers restarts and other processes.
 */
export function claim(key: string): boolean {
	const now = clock.now();
	for (const [old, at] of seen) {
		if (now - at < CLAIMED_MS && seen.size < MOST_CLAIMED) break;
		seen.delete(old);
	}
	if (seen.has(key)) return false;
	seen.set(key, now);
	return true;
}

/** Lets the next delivery of its kind through again. */
export function unclaim(key: string): void {
	seen.delete(key);
}

/**
 * How many deliveries n8n's database remembers per trigger. It rewrites the whole list for each new one, and MySQL
 * (n8n 1.x) has room for about 2 400 in its column.
 */
const MOST_REMEMBERED = 2000;

/**
 * Whether no earlier execution had this delivery, also before a restart or in another process. Somebody who tests, or
 * retries an execution, wants the same event once more.
 */
export async function isFresh(context: IExecuteFunctions, id: string): Promise<boolean> {
	if (!['webhook', 'trigger'].includes(context.getMode())) return true;
	try {
		return await inTurn(
			JSON.stringify([context.getWorkflow().id, context.getNode().id]),
			async () => await recordDelivery(context, id),
		);
	} catch (error) {
		context.logger.warn(
			`${context.getNode().name}: n8n could not tell whether event ${id} came before, so it goes through: ${(error as Error).message}`,
		);
		return true;
	}
}

async function recordDelivery(context: IExecuteFunctions, id: string): Promise<boolean> {
	const options = { mode: 'entries' as const, maxEntries: MOST_REMEMBERED };
	const { processed } = await context.helpers.checkProcessedAndRecord([id], 'node', options);
	return processed.length === 0;
}

const lastInTurn = new Map<string, Promise<unknown>>();

/** n8n reads the list, then writes it: of executions that do so at the same time only one would be remembered. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const turn = (lastInTurn.get(key) ?? Promise.resolve()).then(work, work);
	lastInTurn.set(key, turn);
	try {
		return await turn;
	} finally {
		if (lastInTurn.get(key) === turn) lastInTurn.delete(key);
	}
}
