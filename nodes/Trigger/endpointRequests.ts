import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { type Account, accountOf } from '../shared/api/account';
import { holdsList, readPage } from '../shared/api/pages';
import { ProblemError, unwrap } from '../shared/api/problem';
import { rateLimiterOf } from '../shared/api/rateLimiter';
import type { Reply } from '../shared/api/reply';
import { INTERACTIVE_READS, rateLimitPause, withRetries } from '../shared/api/retry';
import { type JoggAiRequest, send } from '../shared/api/transport';
import { callable } from '../shared/vocabulary/addresses';
import { NOT_FOUND, RATE_LIMITED, REFUSALS } from '../shared/vocabulary/refusals';
import { WEBHOOK_ENDPOINT_LIST } from '../shared/vocabulary/webhookEndpoints';
import { Deadline } from './deadline';
import { type Endpoint, readEndpoint, unreachable, type Wanted } from './endpoint';
import { type Owner, ownerOf } from '../shared/api/owner';

/** What a step of the trigger's life asks of JoggAI. Throws a ProblemError when the time for the step is over. */
export class EndpointRequests {
	private constructor(
		private readonly context: IHookFunctions,
		private readonly account: Account,
		private readonly deadline: Deadline,
	) {}

	/** Runs a step that may take so many milliseconds, whatever JoggAI does. */
	static async during<T>(
		context: IHookFunctions,
		ms: number,
		step: (requests: EndpointRequests) => Promise<T>,
	): Promise<T> {
		const account = await accountOf(context);
		const deadline = new Deadline(ms, () => tooSlow(account, ms));
		try {
			return await step(new EndpointRequests(context, account, deadline));
		} finally {
			deadline.stop();
		}
	}

	/** Throws a ProblemError for an address that JoggAI cannot call. */
	requireCallable(url: string): void {
		if (callable(url, this.account)) throw new ProblemError(unreachable(url));
	}

	/** All endpoints of the account; no list, or null in its place, is an empty one. */
	async list(): Promise<Endpoint[]> {
		const isExpected = holdsList(WEBHOOK_ENDPOINT_LIST);
		const request: JoggAiRequest = { method: 'GET', url: WEBHOOK_ENDPOINT_LIST.url, isExpected };
		// Once more at most: n8n itself tries a publication several times.
		const data = unwrap(
			await withRetries(async () => await this.send(request), INTERACTIVE_READS, this.deadline.signal),
		);
		if (!isExpected(data)) return [];
		const { entries } = readPage(data, WEBHOOK_ENDPOINT_LIST, { page: 1, size: Infinity, before: 0 });
		return entries.flatMap((entry) => readEndpoint(entry) ?? []);
	}

	/** Who the key belongs to; where JoggAI does not say, the step goes on without. */
	async owner(): Promise<Owner> {
		const { data } = await this.send({ method: 'GET', url: '/v2/user/whoami' });
		return ownerOf(this.context.getNode(), data);
	}

	/** Sent once: after an outcome that nobody knows the list tells whether JoggAI has made the endpoint. */
	async add(wanted: Wanted): Promise<Reply> {
		return await this.change({ method: 'POST', url: '/v2/endpoint', body: bodyOf(wanted) });
	}

	async update(id: string, wanted: Wanted): Promise<Reply> {
		return await this.change({ method: 'PUT', url: pathOf(id), body: bodyOf(wanted) });
	}

	/** Whether it was there; one that is gone already is fine. */
	async remove(id: string): Promise<boolean> {
		const { problem } = await this.send({ method: 'DELETE', url: pathOf(id) });
		if (problem && problem.code !== NOT_FOUND) throw new ProblemError(problem);
		return !problem;
	}

	/** In the turn of the account; repeated only when JoggAI refused it for too many requests for a moment. */
	private async change(request: JoggAiRequest): Promise<Reply> {
		const limiter = rateLimiterOf(this.account);
		const attempt = async () => {
			const release = await limiter.acquire([0, 0], this.deadline.signal).catch(() => {
				throw new ProblemError(BUSY);
			});
			const reply = await this.send(request).finally(release);
			if (reply.problem?.code === RATE_LIMITED) limiter.block(reply.problem.retryAfterSeconds);
			return reply;
		};
		return await withRetries(attempt, ({ code, retryAfterSeconds }) =>
			code === RATE_LIMITED && this.deadline.lasts(rateLimitPause(retryAfterSeconds) * 1000) ? 0 : undefined,
		);
	}

	private async send(request: JoggAiRequest): Promise<Reply> {
		const { ms, signal } = this.deadline;
		// The time limit of a request does not count the connecting, the signal does; so it comes first.
		const reply = await send(this.context, this.account, {
			...request,
			timeout: ms + 1000,
			abortSignal: signal,
		});
		if (reply.problem) signal.throwIfAborted();
		return reply;
	}
}

const pathOf = (id: string): string => `/v2/endpoint/${encodeURIComponent(id)}`;
const bodyOf = ({ url, events }: Wanted): IDataObject => ({ url, status: 'enabled', events });

const BUSY = {
	...REFUSALS[RATE_LIMITED],
	next: 'Publish the workflow again in a minute. Other workflows or tools are using up what JoggAI allows this key in a minute.',
};

const tooSlow = ({ baseUrl }: Account, ms: number): ProblemError =>
	new ProblemError({
		what: `JoggAI at ${new URL(baseUrl).host} did not answer within ${ms / 1000} seconds`,
		next: 'Check the network of this n8n and the Base URL in the JoggAI credential, or publish the workflow again later; status.jogg.ai shows known outages.',
	});
