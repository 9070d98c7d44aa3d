import type { IHttpRequestOptions } from 'n8n-workflow';
import { clock } from '../platform/clock';
import type { Problem } from '../api/problem';
import { type RateLimiter, rateLimiterOf, type Release } from '../api/rateLimiter';
import type { IsExpected, Reply } from '../api/reply';
import { whileRateLimited, withRetries } from '../api/retry';
import { send, uncancelled } from '../api/transport';
import { RATE_LIMITED } from '../vocabulary/refusals';
import { whereabouts } from '../platform/engine';
import type { ItemContext } from './item';
import { requestHash } from './ledger';
import { NotYet } from './pause';

/** How long one item puts up with "too many requests": other workers may be using up the same key's minute. */
const LONGEST_RETRYING_MS = 30 * 60_000;
/** A turn that takes longer to come is explained in n8n's log, once for a batch. */
const LONG_WAIT_MS = 60_000;

/** Where a request goes (`{name}` is the value of that field); what it carries comes from the fields' routing, or from `body`. */
export type RequestTarget = Required<Pick<IHttpRequestOptions, 'method' | 'url'>> &
	Pick<IHttpRequestOptions, 'body'>;

/** Tells the item's request from every other, of other accounts too, as n8n collected it from the fields. */
export const hashOf = ({ account, request: { qs, body } }: ItemContext, target: RequestTarget): string =>
	requestHash(account.fingerprint, target, qs, body);

interface SendOptions {
	/** The request costs credits and makes something to look for: it starts a job (guide). */
	startsJob?: boolean;
	/** The execution is not to sleep before the request is sent, even where it can. */
	isBoughtAwake?: boolean;
	/** How to know a good answer in which JoggAI leaves its code out. */
	isExpected?: IsExpected;
	/** Gets JoggAI's data the moment that is on record, before anything else may happen. */
	onAccepted?: (data: unknown) => void;
}

/**
 * Sends a request that changes something, in its turn and exactly once: it is repeated only when JoggAI refused it
 * for too many requests. Returns what it came to; in a later attempt of the same execution ("Retry On Fail") what the
 * first one came to, unless that was a refusal. Throws BatchEnded when the batch ends before it was sent, a ProblemError
 * when another item has met a refusal that this one would meet as well, and NotYet when the execution can sleep until
 * its turn.
 */
export async function sendOnce(
	item: ItemContext,
	target: RequestTarget,
	options: SendOptions = {},
): Promise<Reply> {
	const earlier = item.ledger.outcomeOf(item.itemIndex);
	if (earlier && !earlier.problem) options.onAccepted?.(earlier.data);
	const maySleep = item.maySleep && !options.isBoughtAwake;
	return earlier ?? (await sendUntilTaken({ ...item, maySleep }, target, options));
}

async function sendUntilTaken(
	item: ItemContext,
	target: RequestTarget,
	options: SendOptions,
): Promise<Reply> {
	const { ledger, itemIndex, maySleep, account } = item;
	const progress = ledger.progressOf(itemIndex);
	const until = (progress.refusedSince ?? clock.wallTime()) + LONGEST_RETRYING_MS;
	const isPatient = () => clock.wallTime() < until;
	const reply = await withRetries(
		async () => await sendInTurn(item, target, options),
		whileRateLimited(() => !maySleep && isPatient()),
	);
	if (maySleep && reply.problem?.code === RATE_LIMITED && isPatient()) {
		progress.refusedSince ??= clock.wallTime();
		throw new NotYet(clock.now() + rateLimiterOf(account).opensIn);
	}
	return reply;
}

async function sendInTurn(item: ItemContext, target: RequestTarget, options: SendOptions): Promise<Reply> {
	const { batch, account, signal } = item;
	const limiter = rateLimiterOf(account);
	batch.throwIfRefused();
	const release = await turnOf(item, limiter);
	let sent = false;
	try {
		signal.throwIfAborted();
		batch.throwIfRefused();
		sent = true;
		return await batch.create(async () => await sendAndRecord(item, target, limiter, options));
	} finally {
		release(sent);
	}
}

async function turnOf(item: ItemContext, limiter: RateLimiter): Promise<Release> {
	const { batch, itemIndex, context, signal, maySleep } = item;
	const since = clock.now();
	const isFirst = batch.isFirstTime('turn');
	if (maySleep) {
		const slot = limiter.tryAcquire([batch.number, itemIndex]);
		if (slot) return slot;
		// One item at least has to stand in line, or other batches could keep this one out for ever.
		if (!isFirst) return await sleepUntilNextWindow(item, limiter);
	}
	const release = await limiter.acquire([batch.number, itemIndex], signal);
	if (clock.now() - since > LONG_WAIT_MS && batch.isFirstTime('long wait')) {
		context.logger.info(
			`${whereabouts(context)}: waited ${Math.round((clock.now() - since) / 1000)} s for its turn, as later items will, because JoggAI takes ${limiter.perMinute} creating requests a minute with this API key`,
		);
	}
	return release;
}

/** First sees what this window's requests come to: a refusal may await this one as well. Throws NotYet, or that refusal. */
async function sleepUntilNextWindow({ batch, signal }: ItemContext, limiter: RateLimiter): Promise<never> {
	await clock.sleep(1, signal);
	await batch.quiet();
	batch.throwIfRefused();
	throw new NotYet(clock.now() + limiter.opensIn);
}

async function sendAndRecord(
	{ context, account, request, batch, ledger, itemIndex }: ItemContext,
	target: RequestTarget,
	limiter: RateLimiter,
	{ startsJob, isExpected, onAccepted }: SendOptions,
): Promise<Reply> {
	const reply = await send(uncancelled(context), account, { ...request, ...target, isExpected });
	const { problem } = reply;
	const outcome: Reply = problem?.outcomeUnknown ? { problem: unknown(problem, startsJob) } : reply;
	if (!problem || problem.outcomeUnknown) ledger.record(itemIndex, outcome);
	if (!problem) onAccepted?.(reply.data);
	if (problem?.outcomeUnknown && startsJob)
		context.logger.warn(`${whereabouts(context)}: ${problem.what}. Nobody knows whether JoggAI accepted it`);
	if (problem?.code === RATE_LIMITED) limiter.block(problem.retryAfterSeconds);
	if (problem?.fatal) limiter.cancel(batch.number, batch.refuseAllAfter(problem));
	return outcome;
}

/** An outcome that nobody can know is told as such, and that nothing was repeated. */
function unknown(problem: Problem, startsJob = false): Problem {
	const advice = startsJob
		? 'It is not known whether JoggAI accepted this request and charged credits, so it was not sent again. Look for the result in your projects at app.jogg.ai before you run this item once more.'
		: 'It is not known whether JoggAI accepted this request, so it was not sent again. It costs nothing: run this item once more, unless the change has been made.';
	return { ...problem, next: `${advice} ${problem.next}` };
}
