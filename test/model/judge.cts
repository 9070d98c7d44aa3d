import { type Leg, readable, returned } from './leg.cts';
import { type Bought, enter, isRetryItself, mayTake, type Memory, mustTake, settle } from './table.cts';

const count = <T,>(all: T[], which: (one: T) => boolean): number => all.filter(which).length;

/**
 * What a leg did against the table; from then on, what it has left behind counts. `memory` is what its execution had
 * come to before, and gets what it has come to now.
 */
export function judge(all: Bought[], leg: Leg, memory: Memory): string[] {
	const wrong = [...overspent(all, leg, memory)];
	const mustSucceed = nothingStandsInTheWay(all, leg, memory);
	const mayHave = new Set([
		...memory.own.map(({ job }) => job.id),
		...all.filter((job) => mayTake(job, leg)).map(({ id }) => id),
	]);
	enter(all, leg, memory);
	const handedOn = returned(leg).filter(({ json }) => !json.error);
	for (const { id, buyer } of all) if (buyer === leg.execution) mayHave.add(id);
	wrong.push(...wronglyReturned(leg), ...untold(leg, memory));
	for (const { json } of handedOn) {
		const job = all.find(({ id }) => id === json.id);
		const isTaken = memory.own.some((one) => one.job === job && one.isTaken);
		if (!job) wrong.push(`handed on ${String(json.id)}, which nobody has bought`);
		else if (job.account !== leg.account) wrong.push(`handed on ${job.id} of another account`);
		else if (!mayHave.has(job.id)) wrong.push(`handed on ${job.id}, which was not its to take`);
		else if (isTaken && !json.reused) wrong.push(`does not call ${job.id} reused`);
		else if (job.buyer === leg.execution && json.reused)
			wrong.push(`calls ${job.id} reused, which it has made`);
	}
	if (mustSucceed) wrong.push(...failure(leg));
	const isHarmless = leg.mishaps.every(({ what }) => what === 'refused for too many requests');
	// What failed because a field said nothing stays failed, whatever the field says after the next sleep.
	const isRead = leg.items.every(({ reads }) => reads !== '') || memory.own.length === leg.items.length;
	memory.isClean &&= isHarmless && !leg.wasStopped && isRead;
	settle(leg, memory, new Set(handedOn.map(({ json }) => json.id)));
	return wrong;
}

/** Orders beyond those that are needed for items which hold nothing, and for which nothing is left. */
function* overspent(all: Bought[], leg: Leg, memory: Memory): Generator<string> {
	for (const script of new Set(leg.items.map((item) => item.script))) {
		const items = leg.items.filter((item) => item.script === script);
		const [{ reads }] = items;
		const isHeld = isRetryItself(leg)
			? 0
			: count(memory.own, (one) => one.script === script && one.job.account === leg.account);
		const isUnknown = count(memory.unknown, (one) =>
			isRetryItself(leg) ? one.reads === reads : one.script === script,
		);
		const isLeft = count(all, (job) => job.script === reads && mustTake(job, leg, memory));
		const most = reads === '' ? 0 : Math.max(items.length - isHeld - isUnknown - isLeft, 0);
		const sent = count(leg.orders, (order) => order.script === reads && order.outcome !== 'refused');
		if (sent > most) yield `ordered "${reads}" ${sent} times, where ${most} would do`;
	}
}

/** Whether every item can be answered, so that the execution has no reason to fail. */
function nothingStandsInTheWay(all: Bought[], leg: Leg, { own, unknown, isClean }: Memory): boolean {
	const mayStillFail = ({ failsAt, script }: Bought) =>
		failsAt < Infinity && failsAt > leg.startedAt && leg.items.some(({ reads }) => reads === script);
	return (
		isClean &&
		!leg.wasStopped &&
		leg.mishaps.every(({ what }) => what === 'refused for too many requests') &&
		unknown.length === 0 &&
		!all.some(mayStillFail) &&
		own.every(({ job }) => job.account === leg.account && job.failsAt === Infinity) &&
		leg.items.every(({ script }) => script !== '') &&
		// What was bought is not to fail because a field says something else now.
		(leg.items.every(({ reads }) => reads !== '') || own.length === leg.items.length)
	);
}

function* failure(leg: Leg): Generator<string> {
	const { status, error } = leg.result;
	const reasons = returned(leg).flatMap(({ json }) => (json.error ? [json.error] : []));
	if (status !== 'waiting' && (status !== 'success' || reasons.length > 0))
		yield `ended with "${error?.message ?? reasons.join('", "')}", although nothing went wrong`;
}

/** One item for each, each with a job of its own, in one run of the node. */
function* wronglyReturned(leg: Leg): Generator<string> {
	const { status, error } = leg.result;
	const ends = ['success', 'waiting', 'canceled', ...(leg.settings.goesOn ? [] : ['error'])];
	if (!ends.includes(status)) yield `ended as "${status}" with "${error?.message}"`;
	const items = returned(leg);
	const ids = items.flatMap(({ json }) => (json.error ? [] : [json.id]));
	if (ids.length > new Set(ids).size) yield `handed on a job twice: ${ids.join(', ')}`;
	if (status === 'success' && items.length !== leg.items.length)
		yield `returned ${items.length} items for ${leg.items.length}`;
	const runs = leg.result.run.data.resultData.runData.Node?.length ?? 0;
	if (status === 'success' && runs !== 1) yield `ran the node ${runs} times`;
}

/** What was paid for in this execution, and is named nowhere when it ends or sleeps. */
function* untold(leg: Leg, { own, unknown }: Memory): Generator<string> {
	const text = readable(leg);
	for (const { job } of own)
		if (job.buyer === leg.execution && !text.includes(job.id))
			yield `does not tell of ${job.id}, which it has paid for`;
	if (unknown.length > 0 && !/known|nobody/i.test(text)) yield 'does not tell that an outcome is unknown';
}
