import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Problem, ProblemError } from '../api/problem';
import { inTurn } from '../api/turns';
import { acceptedData, type JobState, jobState, startedParts } from '../vocabulary/jobOutput';
import type { StartedPart } from '../vocabulary/jobRow';
import { type JobKind, jobRow } from '../vocabulary/jobs';
import { asObject } from '../vocabulary/values';
import { whereabouts } from './engine';
import type { ItemContext } from './itemContext';
import { getStatusAt } from './jobStatus';
import { followJobs, type JobOperation } from './jobs';
import { requestHash } from './ledger';
import type { Execute } from './operation';
import { type RequestTarget, sendOnce } from './sendOnce';

interface StartJob extends JobOperation {
	request: RequestTarget;
	/** Asks for a job that was made of the same things before; nothing where the user does not want to reuse one. */
	existing?: (item: ItemContext) => Partial<IHttpRequestOptions> | undefined;
}

/** Starts a job (or several with one request) and sees it through as far as the user wants. */
export const startsJob =
	(operation: StartJob): Execute =>
	async (item) => {
		const { job } = operation;
		const parts = await start(item, operation);
		if (parts.length === 0) throw new ProblemError(acceptedWithoutId(job));
		const states = parts.map((part) => partState(job, part));
		return await followJobs(item, states, { ...operation, justStarted: true });
	};

async function start(item: ItemContext, operation: StartJob): Promise<StartedPart[]> {
	const { job, request, existing } = operation;
	const { ledger, itemIndex, account } = item;
	const hash = requestHash(account.fingerprint, request, item.request.qs, item.request.body);
	const stored = ledger.outcomeOf(itemIndex) ? undefined : ledger.takeStored(itemIndex, hash);
	if (stored) {
		const known =
			'parts' in stored ? { data: acceptedData(job, stored.parts) } : { problem: stillUnknown(job) };
		ledger.record(itemIndex, known);
	}
	const find = existing?.(item);
	if (!find || ledger.outcomeOf(itemIndex)) return await create(item, operation, hash);
	// Items that want the same job wait for each other: the second one finds what the first one started.
	return await inTurn(hash, async () => {
		item.signal.throwIfAborted();
		const found = await findExisting(item, job, find);
		return found ? [{ ...found, isReused: true }] : await create(item, operation, hash, find);
	});
}

async function create(
	item: ItemContext,
	{ job, request }: StartJob,
	hash: string,
	find?: Partial<IHttpRequestOptions>,
): Promise<StartedPart[]> {
	const { ledger, itemIndex } = item;
	const read = (data: unknown) => startedParts(job, asObject(data));
	const { data, problem } = await sendOnce(item, request, {
		startsJob: true,
		isExpected: (bare) => read(bare).some(({ id }) => id),
		onAccepted: (accepted) => recordJobs(item, job, hash, read(accepted)),
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

/** Into the ledger, and into n8n's log: that is what is left should n8n end while it waits. */
function recordJobs(item: ItemContext, kind: JobKind, hash: string, parts: StartedPart[]): void {
	const { context, ledger, itemIndex } = item;
	for (const { id } of parts) {
		if (id && ledger.addJob({ kind, id, itemIndex }))
			context.logger.info(`${whereabouts(context)}: JoggAI has started the ${jobRow(kind).noun} ${id}`);
	}
	ledger.store(itemIndex, hash, { parts: parts.map(({ id, reason }) => ({ id, reason })) });
}

/** A job that is done or under way. Throws a ProblemError when JoggAI cannot be asked: it might exist. */
async function findExisting(
	item: ItemContext,
	kind: JobKind,
	request: Partial<IHttpRequestOptions>,
): Promise<StartedPart | undefined> {
	const { data, problem } = await getStatusAt(item, kind, request);
	if (problem?.transient) {
		throw new ProblemError({
			...problem,
			what: `JoggAI could not be asked for an earlier ${jobRow(kind).noun} of the same files: ${problem.what}`,
		});
	}
	const raw = asObject(data);
	const [found] = startedParts(kind, raw);
	if (!found?.id || jobState(kind, found.id, raw).output.status === 'failed') return undefined;
	return found;
}

/** What JoggAI refused among several jobs of one request is an output of its own, as failed. */
function partState(kind: JobKind, { id, reason, raw, isReused }: StartedPart): JobState {
	const state = jobState(kind, id ?? '', raw as JobState['raw']);
	if (!id) return { ...state, output: { ...state.output, status: 'failed', reason } };
	return isReused ? { ...state, output: { ...state.output, reused: true } } : state;
}

function acceptedWithoutId(kind: JobKind): Problem {
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
