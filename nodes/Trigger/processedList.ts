import type { IExecuteFunctions } from 'n8n-workflow';
import { inTurn } from '../shared/platform/turns';
import { MOST_REMEMBERED } from './deduplication';
import { triggerKey } from './triggerKey';

/** One writing of the list to come: the IDs of all who wait for it, and, once it is done, those that were in it before. */
interface Write {
	ids: Set<string>;
	known: Promise<Set<unknown>>;
}

const nextWrites = new Map<string, Write>();

/**
 * Whether no earlier execution had this delivery, also before a restart or in another process: n8n's database keeps a
 * list of IDs per trigger. It has no lock: equal deliveries that two processes take at the same moment may both be new.
 * Somebody who tests, or retries an execution, wants the same event once more.
 */
export async function isFresh(context: IExecuteFunctions, id: string): Promise<boolean> {
	if (!['webhook', 'trigger'].includes(context.getMode())) return true;
	const trigger = triggerKey(context);
	try {
		return await inTurn(JSON.stringify([trigger, id]), async () => await isFirst(context, trigger, id));
	} catch (error) {
		context.logger.warn(
			`${context.getNode().name}: n8n could not tell whether event ${id} came before, so it goes through: ${(error as Error).message}`,
		);
		return true;
	}
}

/** An execution that is on record itself has lost its worker, and n8n 1.x has begun it once more. */
async function isFirst(context: IExecuteFunctions, trigger: string, id: string): Promise<boolean> {
	const own = `${id} ${context.getExecutionId()}`;
	const known = await record(context, trigger, [id, own]);
	return !known.has(id) || known.has(own);
}

/**
 * Resolves to those that were recorded before. n8n reads and rewrites the whole list each time. So executions that ask
 * while a write is under way share the next one; one write each would keep hundreds of executions open, and in memory,
 * in a burst of events.
 */
async function record(context: IExecuteFunctions, trigger: string, ids: string[]): Promise<Set<unknown>> {
	const write = nextWrites.get(trigger) ?? planWrite(context, trigger);
	for (const id of ids) write.ids.add(id);
	return await write.known;
}

/** The IDs are taken when the write begins, so it holds whatever came until then. */
function planWrite(context: IExecuteFunctions, trigger: string): Write {
	const ids = new Set<string>();
	// n8n reads the list, then writes it: of two who do so at the same time only one would be remembered.
	const known = inTurn(trigger, async () => {
		nextWrites.delete(trigger);
		return await recordAll(context, [...ids]);
	});
	const write = { ids, known };
	nextWrites.set(trigger, write);
	return write;
}

/** MySQL (n8n 1.x) has room for about 2 400 in its column. */
async function recordAll({ helpers }: IExecuteFunctions, ids: string[]): Promise<Set<unknown>> {
	const options = { mode: 'entries' as const, maxEntries: MOST_REMEMBERED };
	const attempt = async () => await helpers.checkProcessedAndRecord(ids, 'node', options);
	// Of two processes that begin a list at the same moment, n8n's database refuses one.
	const { processed } = await attempt().catch(attempt);
	return new Set<unknown>(processed);
}
