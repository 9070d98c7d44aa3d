import type { IHttpRequestOptions } from 'n8n-workflow';
import { clock } from '../api/clock';
import { unwrap } from '../api/problem';
import { type RateLimiter, rateLimiterOf } from '../api/rateLimiter';
import type { Reply } from '../api/reply';
import { whileRateLimited, withRetries } from '../api/retry';
import { send, uncancelled } from '../api/transport';
import { RATE_LIMITED } from '../vocabulary/refusals';
import type { ItemContext } from './itemContext';

/** How long one item puts up with "too many requests": other workers may be using up the same key's minute. */
const LONGEST_RETRYING_MS = 30 * 60_000;

/** Where a request goes (`{name}` is the value of that field); what it carries comes from the fields' routing. */
export type RequestTarget = Required<Pick<IHttpRequestOptions, 'method' | 'url'>>;

interface SendOptions {
	/** The request costs credits and makes something to look for: it starts a job (guide). */
	startsJob?: boolean;
	/** Gets JoggAI's data the moment it has said yes, before anything else may happen. */
	onAccepted?: (data: unknown) => void;
}

/**
 * Sends a request that changes something, in its turn and exactly once: it is repeated only when JoggAI refused it
 * for too many requests. Returns the reply's data; in a later attempt of the same execution ("Retry On Fail") the data
 * of the first one. Throws a ProblemError for a refusal or an outcome that nobody knows, and BatchEnded when the batch
 * ends before it was sent.
 */
export async function sendOnce(
	item: ItemContext,
	target: RequestTarget,
	{ startsJob = false, onAccepted = () => undefined }: SendOptions = {},
): Promise<unknown> {
	const earlier = item.ledger.outcomeOf(item.itemIndex);
	if (earlier && !earlier.problem) onAccepted(earlier.data);
	return unwrap(earlier ?? (await sendUntilTaken(item, target, { startsJob, onAccepted })));
}

async function sendUntilTaken(
	item: ItemContext,
	target: RequestTarget,
	options: Required<SendOptions>,
): Promise<Reply> {
	const until = clock.now() + LONGEST_RETRYING_MS;
	return await withRetries(
		async () => await sendInTurn(item, target, options),
		whileRateLimited(() => clock.now() < until),
	);
}

async function sendInTurn(
	item: ItemContext,
	target: RequestTarget,
	options: Required<SendOptions>,
): Promise<Reply> {
	const { batch, itemIndex, account, signal } = item;
	const limiter = rateLimiterOf(account);
	batch.throwIfRefused();
	const release = await limiter.acquire([batch.number, itemIndex], signal);
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

async function sendAndRecord(
	{ context, account, request, batch, ledger, itemIndex }: ItemContext,
	target: RequestTarget,
	limiter: RateLimiter,
	{ startsJob, onAccepted }: Required<SendOptions>,
): Promise<Reply> {
	const reply = explained(await send(uncancelled(context), account, { ...request, ...target }), startsJob);
	const { problem } = reply;
	if (!problem || problem.outcomeUnknown) ledger.record(itemIndex, reply);
	if (!problem) onAccepted(reply.data);
	if (problem?.code === RATE_LIMITED) limiter.block(problem.retryAfterSeconds);
	if (problem?.fatal) limiter.cancel(batch.number, batch.refuseAllAfter(problem));
	return reply;
}

/** An outcome that nobody can know is told as such, and that nothing was repeated. */
function explained(reply: Reply, startsJob: boolean): Reply {
	const { problem } = reply;
	if (!problem?.outcomeUnknown) return reply;
	const advice = startsJob
		? 'It is not known whether JoggAI accepted this request and charged credits, so it was not sent again. Look for the result in your projects at app.jogg.ai before you run this item once more.'
		: 'It is not known whether JoggAI accepted this request, so it was not sent again. It costs nothing: run this item once more, unless the change has been made.';
	return { problem: { ...problem, next: `${advice} ${problem.next}` } };
}
