import type { IDataObject, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../shared/api/account';
import { accountOf } from '../shared/api/account';
import { get } from '../shared/api/get';
import { explain, ProblemError } from '../shared/api/problem';
import { rateLimiterOf } from '../shared/api/rateLimiter';
import type { Reply } from '../shared/api/reply';
import { send } from '../shared/api/transport';
import { eventNames } from '../shared/vocabulary/events';
import { NOT_FOUND, RATE_LIMITED } from '../shared/vocabulary/refusals';
import type { Endpoint, Wanted } from './endpoint';
import { accountFull, explainRefusal, fits, MOST_ENDPOINTS, ownEndpoints, readEndpoint } from './endpoint';
import { forget, recall, remember } from './memory';

/** Registering is quick at JoggAI; nobody should wait minutes for an activation or a deactivation. */
const TIMEOUT_MS = 15_000;
/** How often a request that JoggAI refused for too many requests is sent in all. */
const ATTEMPTS = 3;

/** One activation or deactivation under way. */
interface Desk {
	context: IHookFunctions;
	account: Account;
	wanted: Wanted;
}

/** Whether the trigger's endpoint exists; makes it fit where it differs from what the trigger wants now. */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
	const desk = await openForEvents(context);
	return await settle(desk, await list(desk));
}

/** Registers the trigger at JoggAI and remembers ID and secret together. */
export async function createEndpoint(context: IHookFunctions): Promise<void> {
	const desk = await openForEvents(context);
	const endpoints = await list(desk);
	if (await settle(desk, endpoints)) return;
	const others = endpoints.filter(
		({ id }) => !ownEndpoints(endpoints, desk.wanted.url, recall(context)).some((own) => own.id === id),
	);
	if (others.length >= MOST_ENDPOINTS) throw new ProblemError(accountFull(others));
	await add(desk);
}

/** Removes the trigger's endpoint. Never throws: a JoggAI that is down must not keep a workflow active. */
export async function deleteEndpoint(context: IHookFunctions): Promise<void> {
	const registration = recall(context);
	forget(context);
	try {
		const desk = await open(context);
		const ids = registration ? [registration.endpointId] : await idsByAddress(desk);
		for (const id of ids) await remove(desk, id);
	} catch (error) {
		const problem =
			error instanceof ProblemError ? error.problem : { what: (error as Error).message, next: '' };
		const { name } = context.getNode();
		const endpoint = registration ? `Endpoint ${registration.endpointId}` : 'An endpoint';
		context.logger.warn(
			`${name}: ${endpoint} may be left at JoggAI; it is used again when the workflow is published the next time. ${problem.what}. ${explain(problem)}`,
		);
	}
}

async function open(context: IHookFunctions): Promise<Desk> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const events = eventNames(context.getNodeParameter('events', []));
	return { context, account: await accountOf(context), wanted: { url, events } };
}

/** Throws a ProblemError where there is nothing to register. */
async function openForEvents(context: IHookFunctions): Promise<Desk> {
	const desk = await open(context);
	if (desk.wanted.events.length > 0) return desk;
	const next =
		'Choose at least one event. If the field holds an expression, check that it yields names of events.';
	throw new ProblemError({ what: "'Trigger On' is empty", next });
}

async function list({ context, account }: Desk): Promise<Endpoint[]> {
	return readList(await get(context, account, { url: '/v2/endpoints', timeout: TIMEOUT_MS }));
}

/** One attempt only: this happens while a user waits for a deactivation. */
async function idsByAddress({ context, account, wanted }: Desk): Promise<string[]> {
	const reply = await send(context, account, { method: 'GET', url: '/v2/endpoints', timeout: TIMEOUT_MS });
	return ownEndpoints(readList(reply), wanted.url, undefined).map(({ id }) => id);
}

function readList(reply: Reply): Endpoint[] {
	if (reply.problem) throw new ProblemError(reply.problem);
	const entries = (reply.data as IDataObject | null | undefined)?.endpoints ?? [];
	return [entries].flat().flatMap((entry) => readEndpoint(entry) ?? []);
}

/** Keeps or corrects the trigger's endpoint and removes further ones of its address. False: there is none now. */
async function settle(desk: Desk, endpoints: Endpoint[]): Promise<boolean> {
	const remembered = recall(desk.context);
	const [own, ...surplus] = ownEndpoints(endpoints, desk.wanted.url, remembered);
	for (const { id } of surplus) await remove(desk, id);
	if (!own) {
		forget(desk.context);
		return false;
	}
	const secret = own.secret ?? (own.id === remembered?.endpointId ? remembered.secret : undefined);
	// Writing it anew also makes JoggAI tell its secret.
	return secret !== undefined && fits(own, desk.wanted)
		? keep(desk, own.id, secret)
		: await update(desk, own.id, secret);
}

function keep({ context, wanted }: Desk, endpointId: string, secret: string): true {
	remember(context, { endpointId, secret, url: wanted.url });
	return true;
}

/** A secret that not even the reply to this tells is lost for good: the endpoint goes and has to be made anew. */
async function update(desk: Desk, id: string, known: string | undefined): Promise<boolean> {
	const reply = await change(desk, { method: 'PUT', url: path(id), body: body(desk.wanted) });
	if (reply.problem && reply.problem.code !== NOT_FOUND) {
		throw new ProblemError(explainRefusal(reply.problem, desk.wanted.url));
	}
	const secret = reply.problem ? undefined : (readEndpoint(reply.data)?.secret ?? known);
	if (secret !== undefined) return keep(desk, id, secret);
	if (!reply.problem) await remove(desk, id);
	forget(desk.context);
	return false;
}

/** Sent once: after an outcome that nobody knows the list tells whether JoggAI has made the endpoint. */
async function add(desk: Desk): Promise<void> {
	const reply = await change(desk, { method: 'POST', url: '/v2/endpoint', body: body(desk.wanted) });
	if (reply.problem && !reply.problem.outcomeUnknown)
		throw new ProblemError(explainRefusal(reply.problem, desk.wanted.url));
	const made = reply.problem ? undefined : readEndpoint(reply.data);
	if (made?.secret) {
		keep(desk, made.id, made.secret);
		return;
	}
	if (await settle(desk, await list(desk))) return;
	throw new ProblemError(reply.problem ? explainRefusal(reply.problem, desk.wanted.url) : NO_SECRET);
}

const NO_SECRET = {
	what: 'JoggAI did not tell the secret of the new webhook endpoint',
	next: 'Without it nobody could tell real events from forged ones. Try again later; write to support@jogg.ai if it stays.',
};

async function remove({ context, account }: Desk, id: string): Promise<void> {
	const { problem } = await send(context, account, { method: 'DELETE', url: path(id), timeout: TIMEOUT_MS });
	if (problem && problem.code !== NOT_FOUND) throw new ProblemError(problem);
}

/** Sends a request in the turn of its account; repeats it only when JoggAI refused it for too many requests. */
async function change({ context, account }: Desk, options: IHttpRequestOptions): Promise<Reply> {
	const limiter = rateLimiterOf(account);
	for (let attempt = 1; ; attempt++) {
		const release = await limiter.acquire([0, 0]);
		const reply = await send(context, account, { ...options, timeout: TIMEOUT_MS }).finally(release);
		if (reply.problem?.code !== RATE_LIMITED || attempt === ATTEMPTS) return reply;
		limiter.block(reply.problem.retryAfterSeconds);
	}
}

const path = (id: string): string => `/v2/endpoint/${encodeURIComponent(id)}`;
const body = ({ url, events }: Wanted): IDataObject => ({ url, status: 'enabled', events });
