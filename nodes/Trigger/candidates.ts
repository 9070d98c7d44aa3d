import { clock } from '../shared/platform/clock';

/** Longer than n8n usually takes from reading its list until it has written it. */
const SETTLE_MS = 500;
/** A database that is slow for one worker may be slower for another: so many times the time that it took for this one. */
const TIMES_AS_SLOW = 4;
/** Longer than whoever is ahead takes to find that out and to record the ID, in times of settling. */
const TIMES_TO_STAND_BACK = 6;
/** How often an ID is recorded anew when the write of another process has undone it. */
const MOST_RECORDINGS = 3;

/** Records IDs in n8n's list; resolves to those that were in it before. */
export type Recorder = (ids: string[]) => Promise<Set<unknown>>;

/**
 * Whether an execution is to run whose delivery came in through another process; an equal one may have come in through
 * a third, at the same moment. n8n reads its list and writes it back without a lock: two workers can both find an ID
 * new, and then the later write undoes the earlier one.
 *
 * So an execution enters the list as a candidate first. Who finds another candidate there, or its own name gone after a
 * moment, stands back for a while. Only then the ID itself is recorded, and only who finds it recorded gives way. An ID
 * is recorded by nobody but one who runs, so whatever goes wrong, two may run but none is lost.
 */
export async function mayRun(record: Recorder, id: string, executionId: string): Promise<boolean> {
	const candidates = `${id}?`;
	const mine = `${candidates}${executionId}`;
	const began = clock.now();
	const found = await record([candidates, mine]);
	const settle = Math.max(SETTLE_MS, TIMES_AS_SLOW * (clock.now() - began));
	if (found.has(mine)) return await runsAgain(record, id);
	if (found.has(candidates) || !(await isKept(record, mine, settle)))
		await clock.sleep(TIMES_TO_STAND_BACK * settle * (1 + clock.random()));
	if ((await record([id])).has(id)) return false;
	for (let times = 1; times < MOST_RECORDINGS && !(await isKept(record, id, settle)); times++);
	return true;
}

/** An execution that was here before lost its worker, and n8n 1.x has started it once more. */
async function runsAgain(record: Recorder, id: string): Promise<boolean> {
	await record([id]);
	return true;
}

async function isKept(record: Recorder, entry: string, settle: number): Promise<boolean> {
	await clock.sleep(settle);
	return (await record([entry])).has(entry);
}
