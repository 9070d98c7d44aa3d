import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import { inTurn } from '../platform/turns';
import { acceptedData, type JobState, jobState, startedParts } from '../vocabulary/jobs/output';
import type { StartedPart } from '../vocabulary/jobs/row';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';
import { estimatedCredits } from '../vocabulary/jobs/prices';
import { asObject } from '../vocabulary/values';
import { reserve } from '../pipeline/budget';
import { staticDataOf, whereabouts } from '../platform/engine';
import { findExisting, stillThere } from './standing';
import type { ItemContext } from '../pipeline/item';
import type { JobOperation } from './follow';
import { madeBefore } from '../pipeline/madeBefore';
import { hashOf, type RequestTarget, sendOnce } from '../pipeline/send';
import { wantedReuse } from '../purchases/spendingFields';

export interface StartJob extends JobOperation {
	request: RequestTarget;
	/** Asks JoggAI for a job that was made of the same things before, where JoggAI can tell. */
	existing?: (item: ItemContext) => Partial<IHttpRequestOptions>;
}

/** What the item is going to cost, as far as that is known before anything is asked. */
export function priceOf(item: ItemContext, operation: StartJob): number {
	const hash = hashOf(item, operation.request);
	const isBought = item.ledger.hasStored(hash) || madeBefore(item, hash).candidates.length > 0;
	return isBought ? 0 : estimatedCredits(operation.job, item.request.body);
}

export async function buy(item: ItemContext, operation: StartJob): Promise<StartedPart[]> {
	const { job } = operation;
	const { ledger, itemIndex } = item;
	const hash = hashOf(item, operation.request);
	const stored = ledger.outcomeOf(itemIndex) ? undefined : ledger.takeStored(itemIndex, hash);
	if (stored) {
		const known =
			'parts' in stored ? { data: acceptedData(job, stored.parts) } : { problem: stillUnknown(job) };
		ledger.record(itemIndex, known);
		if ('parts' in stored && !stored.failed) rememberAgain(item, stored.parts);
	}
	if (ledger.outcomeOf(itemIndex)) return await create(item, operation, hash);
	const earlier = await remembered(item, operation, hash);
	if (earlier) return reused(item, operation, hash, earlier);
	const find = operation.existing?.(item);
	if (!find || !wantsExisting(item)) return await create(item, operation, hash, find);
	// Items that want the same job wait for each other: the second one finds what the first one started.
	return await inTurn(hash, async () => {
		item.signal.throwIfAborted();
		const found = await findExisting(item, job, find);
		const isFree = found?.id !== undefined && item.ledger.claim(item.itemIndex, [found.id]);
		return isFree ? reused(item, operation, hash, [found]) : await create(item, operation, hash, find);
	});
}

/** After n8n's Retry or a restart the memory of the process may not know it. */
function rememberAgain(item: ItemContext, parts: Array<{ id?: string }>): void {
	const { ledger, itemIndex } = item;
	const hash = ledger.hashOf(itemIndex);
	const ids = parts.flatMap(({ id }) => id ?? []);
	if (hash === undefined || ids.length === 0 || ledger.progressOf(itemIndex).isReused) return;
	madeBefore(item, hash).remember(ids);
}

const wantsExisting = ({ parameter }: ItemContext): boolean => wantedReuse(parameter) === 'always';

/** What this node has made of the same request in another execution, unless it failed or is gone. */
async function remembered(
	item: ItemContext,
	operation: StartJob,
	hash: string,
): Promise<StartedPart[] | undefined> {
	const memory = madeBefore(item, hash);
	for (const made of memory.candidates) {
		if (!item.ledger.claim(item.itemIndex, made.ids)) continue;
		const parts = await stillThere(item, operation.job, made.ids);
		if (parts) return parts;
		memory.forget(made);
	}
	return undefined;
}

/** Puts jobs that were made before on record as the item's own. */
function reused(item: ItemContext, { job }: StartJob, hash: string, parts: StartedPart[]): StartedPart[] {
	const { ledger, itemIndex, context } = item;
	ledger.progressOf(itemIndex).isReused = true;
	ledger.record(itemIndex, { data: acceptedData(job, parts) });
	const ids = recordJobs(item, job, hash, parts);
	context.logger.info(`${whereabouts(context)}: uses the ${jobRow(job).noun} ${ids.join(', ')} made before`);
	return parts.map((part) => ({ ...part, isReused: true }));
}

async function create(
	item: ItemContext,
	operation: StartJob,
	hash: string,
	find?: Partial<IHttpRequestOptions>,
): Promise<StartedPart[]> {
	const { ledger, itemIndex, context } = item;
	const { job, request } = operation;
	const { isReused } = ledger.progressOf(itemIndex);
	const read = (data: unknown) => startedParts(job, asObject(data)).map((part) => ({ ...part, isReused }));
	const isKnown = ledger.isSettled(itemIndex);
	const takeBack = isKnown ? () => {} : reserve(item, estimatedCredits(job, item.request.body));
	const onAccepted = (accepted: unknown) => {
		const ids = recordJobs(item, job, hash, read(accepted));
		if (isKnown) return;
		for (const id of ids)
			context.logger.info(`${whereabouts(context)}: JoggAI has started the ${jobRow(job).noun} ${id}`);
		if (ids.length > 0) madeBefore(item, hash).remember(ids);
	};
	const isExpected = (bare: unknown) => read(bare).some(({ id }) => id);
	const { data, problem } = await sendOnce(item, request, {
		startsJob: true,
		isBoughtAwake: canOnlyRememberNow(item),
		isExpected,
		onAccepted,
	}).finally(() => {
		if (!ledger.isSettled(itemIndex)) takeBack();
	});
	if (!problem) return read(data);
	const made =
		find && problem.outcomeUnknown ? await findExisting(item, job, find).catch(() => undefined) : undefined;
	if (made) {
		ledger.record(itemIndex, { data: made.raw });
		recordJobs(item, job, hash, [made]);
		return [made];
	}
	if (problem.outcomeUnknown) ledger.store(itemIndex, hash, { unknown: true });
	throw new ProblemError(problem);
}

/** Once the execution has slept, n8n's memory between executions can no longer be written (`staticDataOf`). */
const canOnlyRememberNow = ({ parameter, context }: ItemContext): boolean =>
	wantedReuse(parameter) === 'always' && staticDataOf(context) !== undefined;

/** Into the ledger; answers their IDs. */
function recordJobs(
	{ ledger, itemIndex }: ItemContext,
	kind: JobKind,
	hash: string,
	parts: StartedPart[],
): string[] {
	const ids = parts.flatMap(({ id }) => id ?? []);
	for (const id of ids) ledger.addJob({ kind, id, itemIndex });
	ledger.store(itemIndex, hash, { parts: parts.map(({ id, reason }) => ({ id, reason })) });
	return ids;
}

/** What JoggAI refused among several jobs of one request is an output of its own, as failed. */
export function partState(kind: JobKind, { id, reason, raw, isReused }: StartedPart): JobState {
	const state = jobState(kind, id ?? '', raw as JobState['raw']);
	if (!id) return { ...state, output: { ...state.output, status: 'failed', reason } };
	return isReused ? { ...state, output: { ...state.output, reused: true } } : state;
}

export function acceptedWithoutId(kind: JobKind): Problem {
	return {
		what: `JoggAI accepted the ${jobRow(kind).noun} but did not say its ID`,
		next: 'It may have been charged. Look for the result in your projects at app.jogg.ai before you run this item once more.',
		outcomeUnknown: true,
	};
}

function stillUnknown(kind: JobKind): Problem {
	return {
		what: `In an earlier attempt of this execution nobody learned whether JoggAI accepted the ${jobRow(kind).noun}`,
		next: 'Look for it in your projects at app.jogg.ai. A retry of this execution never sends it again: if it is not there, run the workflow anew.',
		outcomeUnknown: true,
	};
}
