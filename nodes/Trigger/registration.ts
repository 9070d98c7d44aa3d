import type { IDataObject, IHookFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';
import { type Account, accountOf } from '../shared/api/account';
import { get } from '../shared/api/get';
import { asNodeError, fullText, ProblemError, problemOf, unwrap } from '../shared/api/problem';
import { rateLimiterOf } from '../shared/api/rateLimiter';
import type { Reply } from '../shared/api/reply';
import { whileRateLimited, withRetries } from '../shared/api/retry';
import { send } from '../shared/api/transport';
import { eventNames } from '../shared/vocabulary/events';
import { NOT_FOUND, RATE_LIMITED } from '../shared/vocabulary/refusals';
import { asObject } from '../shared/vocabulary/values';
import {
	accountFull,
	type Endpoint,
	explainRefusal,
	fits,
	MOST_ENDPOINTS,
	ownEndpoints,
	readEndpoint,
	type Wanted,
} from './endpoint';
import { dropRegistration, storedRegistration, storeRegistration } from './storedRegistration';

/** Registering is quick at JoggAI; nobody should wait minutes for an activation or a deactivation. */
const TIMEOUT_MS = 15_000;
/** How often a request that JoggAI refused for too many requests is sent in all. */
const ATTEMPTS = 3;

/** One activation or deactivation under way. */
interface RegistrationContext {
	context: IHookFunctions;
	account: Account;
	wanted: Wanted;
}

/** Whether the trigger's endpoint exists; makes it fit where it differs from what the trigger wants now. */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
	return await withAdvice(context.getNode(), async () => {
		const registering = await openForEvents(context);
		return await settle(registering, await list(registering));
	});
}

/** Registers the trigger at JoggAI and remembers ID and secret together. */
export async function createEndpoint(context: IHookFunctions): Promise<void> {
	await withAdvice(context.getNode(), async () => await register(await openForEvents(context)));
}

async function register(registering: RegistrationContext): Promise<void> {
	const { context, wanted } = registering;
	const endpoints = await list(registering);
	if (await settle(registering, endpoints)) return;
	const others = endpoints.filter(
		({ id }) =>
			!ownEndpoints(endpoints, wanted.url, storedRegistration(context)).some((own) => own.id === id),
	);
	if (others.length >= MOST_ENDPOINTS) throw new ProblemError(accountFull(others));
	await add(registering);
}

/** Removes the trigger's endpoint. Never throws: a JoggAI that is down must not keep a workflow active. */
export async function deleteEndpoint(context: IHookFunctions): Promise<void> {
	const registration = storedRegistration(context);
	dropRegistration(context);
	try {
		const registering = await open(context);
		const ids = registration ? [registration.endpointId] : await idsByAddress(registering);
		for (const id of ids) await remove(registering, id);
	} catch (error) {
		const problem = problemOf(error as Error);
		const { name } = context.getNode();
		const endpoint = registration ? `Endpoint ${registration.endpointId}` : 'An endpoint';
		context.logger.warn(
			`${name}: ${endpoint} may be left at JoggAI; it is used again when the workflow is published the next time. ${fullText(problem)}`,
		);
	}
}

async function open(context: IHookFunctions): Promise<RegistrationContext> {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const events = eventNames(context.getNodeParameter('events', []));
	return { context, account: await accountOf(context), wanted: { url, events } };
}

/** Throws a ProblemError where there is nothing to register. */
async function openForEvents(context: IHookFunctions): Promise<RegistrationContext> {
	const registering = await open(context);
	if (registering.wanted.events.length > 0) return registering;
	const next =
		'Choose at least one event. If the field holds an expression, check that it yields names of events.';
	throw new ProblemError({ what: "'Trigger On' is empty", next });
}

async function list({ context, account }: RegistrationContext): Promise<Endpoint[]> {
	return readList(await get(context, account, { url: '/v2/endpoints', timeout: TIMEOUT_MS }));
}

/** One attempt only: this happens while a user waits for a deactivation. */
async function idsByAddress({ context, account, wanted }: RegistrationContext): Promise<string[]> {
	const reply = await send(context, account, { method: 'GET', url: '/v2/endpoints', timeout: TIMEOUT_MS });
	return ownEndpoints(readList(reply), wanted.url, undefined).map(({ id }) => id);
}

function readList(reply: Reply): Endpoint[] {
	const entries = asObject(unwrap(reply)).endpoints ?? [];
	return [entries].flat().flatMap((entry) => readEndpoint(entry) ?? []);
}

/** Keeps or corrects the trigger's endpoint and removes further ones of its address. False: there is none now. */
async function settle(registering: RegistrationContext, endpoints: Endpoint[]): Promise<boolean> {
	const remembered = storedRegistration(registering.context);
	const [own, ...surplus] = ownEndpoints(endpoints, registering.wanted.url, remembered);
	for (const { id } of surplus) await remove(registering, id);
	if (!own) {
		dropRegistration(registering.context);
		return false;
	}
	const secret = own.secret ?? (own.id === remembered?.endpointId ? remembered.secret : undefined);
	// Writing it anew also makes JoggAI tell its secret.
	return secret !== undefined && fits(own, registering.wanted)
		? keep(registering, own.id, secret)
		: await update(registering, own.id, secret);
}

function keep({ context, wanted }: RegistrationContext, endpointId: string, secret: string): true {
	storeRegistration(context, { endpointId, secret, url: wanted.url });
	return true;
}

/** A secret that not even the reply to this tells is lost for good: the endpoint goes and has to be made anew. */
async function update(
	registering: RegistrationContext,
	id: string,
	known: string | undefined,
): Promise<boolean> {
	const reply = await change(registering, { method: 'PUT', url: path(id), body: body(registering.wanted) });
	if (reply.problem && reply.problem.code !== NOT_FOUND) {
		throw new ProblemError(explainRefusal(reply.problem, registering.wanted.url));
	}
	const secret = reply.problem ? undefined : (readEndpoint(reply.data)?.secret ?? known);
	if (secret !== undefined) return keep(registering, id, secret);
	if (!reply.problem) await remove(registering, id);
	dropRegistration(registering.context);
	return false;
}

/** Sent once: after an outcome that nobody knows the list tells whether JoggAI has made the endpoint. */
async function add(registering: RegistrationContext): Promise<void> {
	const reply = await change(registering, {
		method: 'POST',
		url: '/v2/endpoint',
		body: body(registering.wanted),
	});
	if (reply.problem && !reply.problem.outcomeUnknown)
		throw new ProblemError(explainRefusal(reply.problem, registering.wanted.url));
	const made = reply.problem ? undefined : readEndpoint(reply.data);
	if (made?.secret) {
		keep(registering, made.id, made.secret);
		return;
	}
	if (await settle(registering, await list(registering))) return;
	throw new ProblemError(reply.problem ? explainRefusal(reply.problem, registering.wanted.url) : NO_SECRET);
}

const NO_SECRET = {
	what: 'JoggAI did not tell the secret of the new webhook endpoint',
	next: 'Without it nobody could tell real events from forged ones. Try again later; write to support@jogg.ai if it stays.',
};

async function remove({ context, account }: RegistrationContext, id: string): Promise<void> {
	const { problem } = await send(context, account, { method: 'DELETE', url: path(id), timeout: TIMEOUT_MS });
	if (problem && problem.code !== NOT_FOUND) throw new ProblemError(problem);
}

/** Sends a request in the turn of its account; repeats it only when JoggAI refused it for too many requests. */
async function change(
	{ context, account }: RegistrationContext,
	options: IHttpRequestOptions,
): Promise<Reply> {
	const limiter = rateLimiterOf(account);
	const attempt = async () => {
		const release = await limiter.acquire([0, 0]);
		const reply = await send(context, account, { ...options, timeout: TIMEOUT_MS }).finally(release);
		if (reply.problem?.code === RATE_LIMITED) limiter.block(reply.problem.retryAfterSeconds);
		return reply;
	};
	return await withRetries(
		attempt,
		whileRateLimited((failures) => failures < ATTEMPTS),
	);
}

const path = (id: string): string => `/v2/endpoint/${encodeURIComponent(id)}`;
const body = ({ url, events }: Wanted): IDataObject => ({ url, status: 'enabled', events });

/**
 * Runs one step of the trigger's life; what stops it becomes an n8n error with advice and without any secret. Of a
 * publication that failed n8n shows nothing but the message (2.41), so the advice is part of it.
 */
async function withAdvice<T>(node: INode, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		const problem = problemOf(error as Error);
		throw asNodeError(node, problem, fullText(problem));
	}
}
