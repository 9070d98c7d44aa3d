import { clock } from '../platform/clock';
import type { Problem } from '../api/problem';
import { type RateLimiter, rateLimiterOf, type Release } from '../api/rateLimiter';
import type { IsExpected, Reply } from '../api/reply';
import { whileRateLimited, withRetries } from '../api/retry';
import { send, uncancelled } from '../api/transport';
import { RATE_LIMITED } from '../vocabulary/refusals';
import { isCallerStopped } from '../platform/caller';
import { whereabouts } from '../platform/engine';
import type { ItemContext } from './item';
import { NotYet } from './pause';
import { isKept, type RequestTarget } from './wish';

/** How long one item puts up with "too many requests": other workers may be using up the same key's minute. */
const LONGEST_RETRYING_MS = 30 * 60_000;
/** A turn that takes longer to come is explained in n8n's log, once for a batch. */
const LONG_WAIT_MS = 60_000;

const CALLER_STOPPED: Problem = {
	what: 'The workflow that called this one was stopped',
	next: 'Nothing more is bought for it. Run that workflow again to go on.',
};

interface SendOptions {
	/** The request costs credits and makes something to look for: it starts a job (guide). */
	startsJob?: boolean;
	/** How to know a good answer in which JoggAI leaves its code out. */
	isExpected?: IsExpected;
	/** Puts the request on record in its turn and lets it leave in the same moment. Throws where it may not leave. */
	ask: (leave: () => Promise<Reply>) => Promise<Reply>;
	/** Gets what it came to, before anything else may happen. */
	onReply: (reply: Reply) => void;
}

/**
 * Sends a request that changes something, in its turn: it is repeated only when JoggAI refused it for too many requests.
 * Returns what it came to. Throws BatchEnded when the batch ends before it was sent, a ProblemError when another item
 * has met a refusal that this one would meet as well, and NotYet when the execution can sleep until its turn.
 */
export async function sendInTurn(
	item: ItemContext,
	target: RequestTarget,
	options: SendOptions,
): Promise<Reply> {
	// Once the execution has slept, n8n's memory of the workflow can no longer be written.
	const maySleep = item.maySleep && !(isKept(item) && item.purchases.isKnownToWorkflow);
	return await sendUntilTaken({ ...item, maySleep }, target, options);
}

async function sendUntilTaken(
	item: ItemContext,
	target: RequestTarget,
	options: SendOptions,
): Promise<Reply> {
	const { maySleep, account } = item;
	const progress = item.progress.of(item.itemIndex);
	const isPatient = () => clock.wallTime() < (progress.refusedSince ?? Infinity) + LONGEST_RETRYING_MS;
	const attempt = async () => {
		const reply = await sendNext(item, target, options);
		if (reply.problem?.code === RATE_LIMITED) progress.refusedSince ??= clock.wallTime();
		return reply;
	};
	const reply = await withRetries(
		attempt,
		whileRateLimited(() => !maySleep && isPatient()),
	);
	if (maySleep && reply.problem?.code === RATE_LIMITED && isPatient())
		throw new NotYet(clock.now() + rateLimiterOf(account).opensIn);
	return reply;
}

async function sendNext(item: ItemContext, target: RequestTarget, options: SendOptions): Promise<Reply> {
	const { batch, account, signal } = item;
	const limiter = rateLimiterOf(account);
	batch.throwIfRefused();
	const release = await turnOf(item, limiter);
	let sent = false;
	try {
		if (await isCallerStopped(item.context)) throw batch.refuseAllAfter(CALLER_STOPPED);
		signal.throwIfAborted();
		batch.throwIfRefused();
		return await options.ask(async () => {
			sent = true;
			return await batch.create(async () => await sendAndRecord(item, target, limiter, options));
		});
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
	{ context, account, request, batch }: ItemContext,
	target: RequestTarget,
	limiter: RateLimiter,
	{ startsJob, isExpected, onReply }: SendOptions,
): Promise<Reply> {
	const reply = await send(uncancelled(context), account, { ...request, ...target, isExpected });
	const { problem } = reply;
	const outcome: Reply = problem?.outcomeUnknown ? { problem: unknown(problem, startsJob) } : reply;
	onReply(outcome);
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
	return { ...problem, outcome: 'unknown', next: `${advice} ${problem.next}` };
}
