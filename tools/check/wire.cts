import type { IHttpRequestOptions } from 'n8n-workflow';
import { type Account, accountOf } from '../../nodes/shared/api/account';
import type { RawReply } from '../../nodes/shared/api/reply';
import type { Sender } from '../../nodes/shared/api/transport';

/** One request and what came back, before anybody judged it. */
export interface Exchange {
	method: string;
	path: string;
	query: Record<string, unknown>;
	reply: RawReply;
}

/** The account as the nodes know it, the way to it, and everything that came back on that way. */
export interface Wire {
	account: Account;
	sender: Sender;
	exchanges: Exchange[];
}

type Deliver = (options: IHttpRequestOptions) => Promise<RawReply>;

/** What n8n lends to a node for its requests, with another way to deliver them. Nothing of it reaches a log. */
export function senderOver(deliver: Deliver): Sender {
	const silent = () => undefined;
	return {
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, options: IHttpRequestOptions) =>
				await deliver(options),
		},
		getNode: () => ({ name: 'check', parameters: {} }),
		getCredentials: async () => ({}),
		logger: { debug: silent, info: silent, warn: silent, error: silent },
	} as unknown as Sender;
}

/** The way to JoggAI itself. Throws a ProblemError when key or address cannot work. */
export async function wireTo(credentials: { apiKey: string; domain: string }): Promise<Wire> {
	const account = await accountOf({ getCredentials: async () => credentials });
	const exchanges: Exchange[] = [];
	const sender = senderOver(async (options) => {
		const reply = await request(options, credentials.apiKey.trim()).catch((error: Error) => {
			throw reasonOf(error);
		});
		exchanges.push({
			method: options.method ?? 'GET',
			path: options.url,
			query: options.qs ?? {},
			reply,
		});
		return reply;
	});
	return { account, sender, exchanges };
}

async function request(options: IHttpRequestOptions, apiKey: string): Promise<RawReply> {
	const { baseURL, url, qs, body, method, headers, timeout } = options;
	const address = new URL(`${baseURL}${url}`);
	for (const [name, value] of Object.entries(qs ?? {})) address.searchParams.set(name, String(value));
	const response = await fetch(address, {
		method,
		headers: {
			...(headers as Record<string, string>),
			'x-api-key': apiKey,
			...(body ? { 'content-type': 'application/json' } : {}),
		},
		body: body ? JSON.stringify(body) : undefined,
		redirect: 'manual',
		signal: AbortSignal.timeout(timeout ?? 60_000),
	});
	const text = await response.text();
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: parsed(text),
	};
}

/** What went wrong on the wire; fetch keeps it in the cause of an error that says nothing. */
function reasonOf(error: Error): Error {
	const { code, syscall, message } = (error.cause ?? error) as NodeJS.ErrnoException;
	return Object.assign(new Error(message || error.message), {
		code: typeof code === 'string' ? code : undefined,
		syscall,
	});
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
