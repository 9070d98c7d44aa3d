import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../shared/api/problem';
import { RATE_LIMITED, SYSTEM_FAULT } from '../shared/vocabulary/refusals';
import { callable } from '../shared/vocabulary/addresses';
import { withoutQueries } from '../shared/vocabulary/shown';
import { webhookEndpointOf } from '../shared/vocabulary/webhookEndpoints';
import type { Owner } from '../shared/api/owner';

/** A webhook endpoint as JoggAI has it. */
export interface Endpoint {
	id: string;
	url: string;
	enabled: boolean;
	events: string[];
	/** Absent where JoggAI hides it. */
	secret?: string;
}

/** The endpoint this trigger needs. */
export interface Wanted {
	url: string;
	events: string[];
}

/** What the trigger remembers of its endpoint between activation, deliveries and deactivation. */
export interface Registration extends IDataObject {
	endpointId: string;
	secret: string;
	/** The address and the account that it was registered for. */
	url: string;
	owner: Owner;
}

/** JoggAI's limit of endpoints per account (webhook page). */
export const MOST_ENDPOINTS = 20;

/** One endpoint out of a reply; undefined if there is none in it. */
export function readEndpoint(data: unknown): Endpoint | undefined {
	const { endpointId: id, url, status, events, secret } = webhookEndpointOf(data ?? {});
	return id === '' ? undefined : { id, url, enabled: status === 'enabled', events, secret: usable(secret) };
}

/** A secret shown with asterisks or dots is no secret that could be used. */
function usable(secret: unknown): string | undefined {
	return typeof secret === 'string' && /^[^*•…\s]+$/.test(secret) ? secret : undefined;
}

/**
 * The endpoints that belong to this trigger, the remembered one first. The address holds the webhook's own ID, so
 * nobody else uses it. A remembered ID counts only if it was registered for this very address (JoggAI may spell it
 * differently): an imported copy of a workflow remembers the endpoint of another n8n.
 */
export function ownEndpoints(
	endpoints: Endpoint[],
	url: string,
	remembered: Registration | undefined,
): Endpoint[] {
	const isRemembered = ({ id }: Endpoint) => remembered?.url === url && id === remembered.endpointId;
	return endpoints
		.filter((endpoint) => sameAddress(endpoint.url, url) || isRemembered(endpoint))
		.sort((a, b) => Number(isRemembered(b)) - Number(isRemembered(a)));
}

/** Whether an endpoint can stay as it is; somebody may have changed it at JoggAI. */
export const fits = (endpoint: Endpoint, { url, events }: Wanted): boolean =>
	endpoint.enabled && sameAddress(endpoint.url, url) && sameSet(endpoint.events, events);

/** Adds what helps with a refused registration. */
export function explainRefusal(problem: Problem, url: string): Problem {
	const { code, fatal, said = '' } = problem;
	if (code === undefined || fatal || code === RATE_LIMITED || code === SYSTEM_FAULT) return problem;
	const namesAddress = /\burl\b|https/i.test(said);
	if (!namesAddress && /\bevents?\b/i.test(said)) {
		return { ...problem, next: 'Take the event that JoggAI names out of "Trigger On", then try again.' };
	}
	if (!namesAddress && !callable(url, ANYWHERE)) return problem;
	return {
		...problem,
		...unreachable(url, 'JoggAI did not accept the address of this n8n'),
	};
}

const ANYWHERE = { isLocal: false };

/** An address that JoggAI cannot call. */
export function unreachable(url: string, what = 'JoggAI cannot reach the address of this n8n'): Problem {
	return {
		what: `${what} (${originOf(url)})`,
		next: 'JoggAI delivers events only to an HTTPS address that it can reach from the internet. Set the environment variable N8N_WEBHOOK_URL (in older versions WEBHOOK_URL) of n8n to such an address (a tunnel will do for a trial), restart n8n and try again.',
	};
}

/** An account without room for one more endpoint. */
export function accountFull(endpoints: Endpoint[]): Problem {
	const list = endpoints.map(({ id, url }) => `${id} (${withoutQueries(url)})`).join(', ');
	return {
		what: `The JoggAI account already has ${endpoints.length} webhook endpoints, and JoggAI allows ${MOST_ENDPOINTS}`,
		next: `Remove one that is no longer used, in the JoggAI web app or with the node "JoggAI Account → Webhook Endpoint → Delete", then try again. The endpoints are: ${list}.`,
	};
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

/** JoggAI may add or drop a slash at the end, or tidy up the host name. */
function sameAddress(a: string, b: string): boolean {
	const tidy = (address: string) =>
		(URL.canParse(address) ? new URL(address).href : address).replace(/\/+$/, '');
	return tidy(a) === tidy(b);
}

function sameSet(a: string[], b: string[]): boolean {
	return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}
