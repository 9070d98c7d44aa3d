import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from './account';
import { CREDENTIAL } from './account';
import type { Problem } from './problem';
import type { RawReply, Reply } from './reply';
import { readReply } from './reply';

/** Every n8n context that can send a request with the credential. */
export type Sender = Pick<IAllExecuteFunctions, 'helpers' | 'getNode' | 'getCredentials' | 'logger'>;

/** Network errors that end a connection before JoggAI can have read the request. */
const NOTHING_SENT = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EPROTO',
	'CERT_HAS_EXPIRED',
];

/** Errors with which n8n itself stops a request before it leaves, e.g. for the domains a credential may be sent to. */
const REFUSED_BY_N8N = ['UserError', 'OperationalError', 'NodeOperationError', 'ApplicationError'];

/** Crawling a product page may take long; n8n's own default for a request is five minutes. */
const TIMEOUT_MS = 300_000;

/** Sends one request and judges the reply. Never throws for what the network or JoggAI do. */
export async function send(context: Sender, account: Account, options: IHttpRequestOptions): Promise<Reply> {
	const reply = await deliver(context, account, options);
	if (reply.problem?.said) reply.problem.said = account.redact(reply.problem.said);
	return reply;
}

async function deliver(context: Sender, account: Account, options: IHttpRequestOptions): Promise<Reply> {
	try {
		const raw = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			CREDENTIAL,
			{
				timeout: TIMEOUT_MS,
				...options,
				baseURL: account.baseUrl,
				headers: { Accept: 'application/json', ...options.headers },
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirected POST would come back as a GET of some page.
				disableFollowRedirect: true,
			},
		)) as RawReply;
		return readReply(raw);
	} catch (error) {
		return { problem: connectionProblem(error as Error, account) };
	}
}

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

function connectionProblem(error: Error, account: Account): Problem {
	const code = networkCode(error);
	if (code === undefined) {
		return {
			what: 'n8n could not complete the request to JoggAI',
			next: account.redact(error.message),
			uncertain: !layers(error).some(({ name }) => REFUSED_BY_N8N.includes(name)),
		};
	}
	const nothingSent = NOTHING_SENT.includes(code);
	const host = new URL(account.baseUrl).host;
	return {
		what: nothingSent
			? `n8n cannot reach JoggAI at ${host}`
			: `The connection to JoggAI at ${host} broke off before it answered`,
		next: nothingSent
			? `Check the Base URL in the JoggAI credential and the network of this n8n, then run again (${code}). Nothing was sent.`
			: `Check the network of this n8n and run again (${code}).`,
		uncertain: !nothingSent,
		passing: true,
	};
}

/** Code of a network error, out of whatever n8n wrapped it in. */
function networkCode(error: Error): string | undefined {
	for (const layer of layers(error)) {
		const { code } = layer as { code?: unknown };
		if (typeof code === 'string' && code !== '') return code;
		if (/timeout/i.test(layer.message)) return 'ETIMEDOUT';
	}
	return undefined;
}

function layers(error: unknown): Error[] {
	return error instanceof Error ? [error, ...layers((error as { cause?: unknown }).cause)] : [];
}
