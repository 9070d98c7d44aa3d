import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { type Account, CREDENTIAL } from './account';
import { layers, networkErrorOf } from './networkError';
import type { Problem } from './problem';
import { type IsExpected, type RawReply, readReply, type Reply } from './reply';
import { BACKGROUND_READS, withRetries } from './retry';

/** Every n8n context that can send a request with the credential. */
export type Sender = Pick<IAllExecuteFunctions, 'helpers' | 'getNode' | 'getCredentials' | 'logger'>;

/** Errors with which n8n itself stops a request before it leaves, e.g. for a credential that somebody has deleted. */
const REFUSED_BY_N8N = ['UserError', 'OperationalError', 'NodeOperationError', 'ApplicationError'];
/** The error in which n8n wraps what went wrong on the wire. */
const ON_THE_WIRE = 'NodeApiError';

/** Crawling a product page may take long; n8n's own default for a request is five minutes. */
const TIMEOUT_MS = 300_000;

/** A request, and how to know what was asked for where JoggAI leaves its code out. */
export interface JoggAiRequest extends IHttpRequestOptions {
	isExpected?: IsExpected;
}

/** Sends one request and judges the reply. Never throws for what the network or JoggAI do. */
export async function send(context: Sender, account: Account, options: JoggAiRequest): Promise<Reply> {
	const { isExpected, ...request } = options;
	try {
		// Before anything is cut, or the beginning of a key could be left.
		return readReply(account.redact(await deliver(context, account, request)), isExpected);
	} catch (error) {
		return { problem: account.redact(connectionProblem(error as Error, account)) };
	}
}

async function deliver(context: Sender, account: Account, options: IHttpRequestOptions): Promise<RawReply> {
	return (await context.helpers.httpRequestWithAuthentication.call(
		context as IAllExecuteFunctions,
		CREDENTIAL,
		{
			timeout: TIMEOUT_MS,
			...options,
			allowedDomains: withOwnHost(options.allowedDomains, account),
			baseURL: account.baseUrl,
			headers: { Accept: 'application/json', ...options.headers },
			// n8n would round off IDs that are big numbers.
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirected POST would come back as a GET of some page.
			disableFollowRedirect: true,
		},
	)) as RawReply;
}

/** n8n lets a credential reach the node's own host whatever domains its user has named; that is the credential's Base URL. */
const withOwnHost = (allowed: string | undefined, { baseUrl }: Account): string | undefined =>
	allowed && `${new URL(baseUrl).hostname}, ${allowed}`;

/**
 * The same context without its cancel signal: n8n would otherwise cut off a running create request when the user
 * presses Stop, and the ID of a job that JoggAI had just accepted would be lost.
 */
export function uncancelled(context: Sender): Sender {
	return {
		helpers: context.helpers,
		logger: context.logger,
		getNode: () => context.getNode(),
		getCredentials: async (type) => await context.getCredentials(type),
	};
}

/** Judged by the classes: n8n's errors are all named "Error", and there may be several copies of its library. */
function isRefusedByN8n(error: Error): boolean {
	const classes = layers(error).flatMap(classesOf);
	return !classes.includes(ON_THE_WIRE) && classes.some((name) => REFUSED_BY_N8N.includes(name));
}

function classesOf(error: object): string[] {
	const parent = Object.getPrototypeOf(error) as object | null;
	return parent ? [parent.constructor.name, ...classesOf(parent)] : [];
}

/** What went wrong on the wire, in words, and whether the request may have arrived. */
export function connectionProblem(error: Error, account: Account): Problem {
	const network = networkErrorOf(error);
	if (!network) {
		const isRefused = isRefusedByN8n(error);
		return {
			what: 'n8n could not complete the request to JoggAI',
			next: error.message,
			outcomeUnknown: !isRefused,
			outcome: isRefused ? 'notSent' : undefined,
		};
	}
	const { code, nothingSent, advice } = network;
	const { host } = new URL(account.baseUrl);
	return {
		what: nothingSent
			? `n8n cannot reach JoggAI at ${host}`
			: `The connection to JoggAI at ${host} broke off before it answered`,
		next: `${advice} (${code}).${nothingSent ? ' Nothing was sent.' : ''}`,
		outcomeUnknown: !nothingSent,
		outcome: nothingSent ? 'notSent' : undefined,
		transient: true,
	};
}

/** Asks with GET; what may pass by itself is tried again. Throws the signal's reason when it is aborted. */
export async function get(
	context: Sender,
	account: Account,
	options: JoggAiRequest,
	signal?: AbortSignal,
	policy = BACKGROUND_READS,
): Promise<Reply> {
	const request: JoggAiRequest = { ...options, method: 'GET', body: undefined };
	return await withRetries(async () => await send(context, account, request), policy, signal);
}
