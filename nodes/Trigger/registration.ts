import type { IHookFunctions, INode } from 'n8n-workflow';
import { asNodeError, fullText, ProblemError, problemOf } from '../shared/api/problem';
import { eventNames } from '../shared/vocabulary/events';
import { NOT_FOUND } from '../shared/vocabulary/refusals';
import { withoutQueries } from '../shared/vocabulary/shown';
import { CHECK_MS, CREATE_MS, DELETE_MS } from './deadline';
import {
	accountFull,
	type Endpoint,
	explainRefusal,
	fits,
	MOST_ENDPOINTS,
	ownEndpoints,
	readEndpoint,
	type Registration,
	type Wanted,
} from './endpoint';
import { EndpointRequests } from './endpointRequests';
import { isSameOwner, type Owner } from '../shared/api/owner';
import { dropRegistration, storedRegistration, storeRegistration } from './storedRegistration';

/** One activation or deactivation under way. */
interface RegistrationContext {
	context: IHookFunctions;
	joggAi: EndpointRequests;
	wanted: Wanted;
	owner: Owner;
}

/** Whether the trigger's endpoint exists; makes it fit where it differs from what the trigger wants now. */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
	return await registering(context, CHECK_MS, settle);
}

/** Registers the trigger at JoggAI and remembers ID and secret together. */
export async function createEndpoint(context: IHookFunctions): Promise<void> {
	await registering(context, CREATE_MS, register);
}

async function register(registration: RegistrationContext, endpoints: Endpoint[]): Promise<void> {
	const { context, wanted } = registration;
	if (await settle(registration, endpoints)) return;
	const others = endpoints.filter(
		({ id }) =>
			!ownEndpoints(endpoints, wanted.url, storedRegistration(context)).some((own) => own.id === id),
	);
	if (others.length >= MOST_ENDPOINTS) throw new ProblemError(accountFull(others));
	await add(registration);
}

/** Removes the trigger's endpoint. Never throws: a JoggAI that is down must not keep a workflow active. */
export async function deleteEndpoint(context: IHookFunctions): Promise<void> {
	const remembered = storedRegistration(context);
	const url = addressOf(context);
	// A copy of a database remembers the endpoint of the n8n that it was taken from.
	const stored = remembered?.url === url ? remembered : undefined;
	dropRegistration(context);
	if (remembered && !stored)
		context.logger.warn(
			`${context.getNode().name}: Endpoint ${remembered.endpointId} (${withoutQueries(remembered.url)}) was registered by an n8n with another address, so it stays at JoggAI. Delete it there if that n8n is gone.`,
		);
	try {
		await EndpointRequests.during(context, DELETE_MS, async (joggAi) => {
			if (stored) {
				const isRemoved = await joggAi.remove(stored.endpointId);
				if (!isRemoved) nameLeftBehind(context, stored, await joggAi.owner());
				return;
			}
			const own = ownEndpoints(await joggAi.list(), url, undefined);
			for (const { id } of own) await joggAi.remove(id);
		});
	} catch (error) {
		const problem = problemOf(error as Error);
		const { name } = context.getNode();
		const endpoint = stored ? `Endpoint ${stored.endpointId}` : 'An endpoint';
		context.logger.warn(
			`${name}: ${endpoint} may be left at JoggAI; it is used again when the workflow is published the next time. ${fullText(problem)}`,
		);
	}
}

/** With the key of another account an endpoint can neither be seen nor removed. */
function nameLeftBehind(context: IHookFunctions, { endpointId, url, owner }: Registration, now: Owner): void {
	if (isSameOwner(owner, now)) return;
	context.logger.warn(
		`${context.getNode().name}: the key belongs to another JoggAI account than before. Endpoint ${endpointId} (${withoutQueries(url)}) is left behind in the former account, where you can delete it; its events are refused.`,
	);
}

const addressOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

const wantedBy = (context: IHookFunctions): Wanted => ({
	url: addressOf(context),
	events: eventNames(context.getNodeParameter('events', [])),
});

const NO_EVENTS = {
	what: "'Trigger On' is empty",
	next: 'Choose at least one event. If the field holds an expression, check that it yields names of events.',
};

/**
 * Runs one step of the trigger's life; what stops it becomes an n8n error with advice and without any secret. Of a
 * publication that failed n8n shows nothing but the message (2.41), so the advice is part of it.
 */
async function registering<T>(
	context: IHookFunctions,
	ms: number,
	step: (registration: RegistrationContext, endpoints: Endpoint[]) => Promise<T>,
): Promise<T> {
	try {
		const wanted = wantedBy(context);
		if (wanted.events.length === 0) throw new ProblemError(NO_EVENTS);
		return await EndpointRequests.during(context, ms, async (joggAi) => {
			joggAi.requireCallable(wanted.url);
			const endpoints = await joggAi.list();
			return await step({ context, joggAi, wanted, owner: await joggAi.owner() }, endpoints);
		});
	} catch (error) {
		throw asError(context.getNode(), error as Error);
	}
}

function asError(node: INode, error: Error) {
	const problem = problemOf(error);
	return asNodeError(node, problem, fullText(problem));
}

/** Keeps or corrects the trigger's endpoint and removes further ones of its address. False: there is none now. */
async function settle(registration: RegistrationContext, endpoints: Endpoint[]): Promise<boolean> {
	const { context, joggAi, wanted, owner } = registration;
	const remembered = storedRegistration(context);
	// An imported copy of a workflow remembers the endpoint of another n8n, which is not left behind.
	if (remembered?.url === wanted.url && !endpoints.some(({ id }) => id === remembered.endpointId))
		nameLeftBehind(context, remembered, owner);
	const [own, ...surplus] = ownEndpoints(endpoints, wanted.url, remembered);
	for (const { id } of surplus) await joggAi.remove(id);
	if (!own) {
		dropRegistration(context);
		return false;
	}
	const secret = own.secret ?? (own.id === remembered?.endpointId ? remembered.secret : undefined);
	// Writing it anew also makes JoggAI tell its secret.
	return secret !== undefined && fits(own, wanted)
		? keep(registration, own.id, secret)
		: await update(registration, own.id, secret);
}

function keep({ context, wanted, owner }: RegistrationContext, endpointId: string, secret: string): true {
	storeRegistration(context, { endpointId, secret, url: wanted.url, owner });
	return true;
}

/** A secret that not even the reply to this tells is lost for good: the endpoint goes and has to be made anew. */
async function update(
	registration: RegistrationContext,
	id: string,
	known: string | undefined,
): Promise<boolean> {
	const { context, joggAi, wanted } = registration;
	const reply = await joggAi.update(id, wanted);
	if (reply.problem && reply.problem.code !== NOT_FOUND) {
		throw new ProblemError(explainRefusal(reply.problem, wanted.url));
	}
	const secret = reply.problem ? undefined : (readEndpoint(reply.data)?.secret ?? known);
	if (secret !== undefined) return keep(registration, id, secret);
	if (!reply.problem) await joggAi.remove(id);
	dropRegistration(context);
	return false;
}

/** After an outcome that nobody knows the list tells whether JoggAI has made the endpoint. */
async function add(registration: RegistrationContext): Promise<void> {
	const { joggAi, wanted } = registration;
	const reply = await joggAi.add(wanted);
	if (reply.problem && !reply.problem.outcomeUnknown)
		throw new ProblemError(explainRefusal(reply.problem, wanted.url));
	const made = reply.problem ? undefined : readEndpoint(reply.data);
	if (made?.secret) {
		keep(registration, made.id, made.secret);
		return;
	}
	if (await settle(registration, await joggAi.list())) return;
	throw new ProblemError(reply.problem ? explainRefusal(reply.problem, wanted.url) : NO_SECRET);
}

const NO_SECRET = {
	what: 'JoggAI did not tell the secret of the new webhook endpoint',
	next: 'Without it nobody could tell real events from forged ones. Try again later; write to support@jogg.ai if it stays.',
};
