import { unixSeconds } from '../clock.cts';
import { newId } from '../ids.cts';
import { without, type JsonObject } from '../json.cts';
import type { Endpoint } from '../records.cts';
import { invalid, notFound } from '../refusals.cts';
import { listOf, object, oneOf, text, url } from '../schema.cts';
import { ENDPOINT_STATUSES, KNOWN_EVENTS, LISTED_EVENTS } from '../vocabulary.cts';
import { ACCOUNT } from './account.cts';
import { respond, type Call, type Operations } from './operation.cts';

const MOST_ENDPOINTS = 20;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const body = object({ url, status: oneOf(ENDPOINT_STATUSES), events: listOf(text) });

const mine = ({ state, key }: Call): Endpoint[] =>
	state.endpoints.filter((endpoint) => (endpoint.key ?? key) === key);

const shown = (endpoint: Endpoint): JsonObject => without(endpoint, 'key');

/** The wanted endpoint, checked beyond what a schema can say. */
function wanted({ body }: Call): Pick<Endpoint, 'url' | 'status' | 'events'> {
	const { url: address, status, events } = body as Pick<Endpoint, 'url' | 'status' | 'events'>;
	const { protocol, hostname } = new URL(address);
	if (protocol !== 'https:' && !LOOPBACK.test(hostname)) throw invalid('url must be a public https address');
	const unknown = events.find((event) => !KNOWN_EVENTS.includes(event));
	if (unknown !== undefined) throw invalid(`events: ${unknown} is not an event`);
	if (events.length === 0) throw invalid('events must not be empty');
	return { url: address, status, events };
}

function find(call: Call): Endpoint {
	const endpoint = mine(call).find(({ endpoint_id }) => endpoint_id === call.params.endpoint_id);
	if (!endpoint) throw notFound('endpoint_id');
	return endpoint;
}

function add(call: Call): JsonObject {
	if (mine(call).length >= MOST_ENDPOINTS) throw invalid(`no more than ${MOST_ENDPOINTS} endpoints`);
	const endpoint: Endpoint = {
		endpoint_id: newId(),
		...wanted(call),
		secret: `whsec_${newId(12)}`,
		username: ACCOUNT.username,
		created_at: unixSeconds(call.state.clock.now()),
		key: call.key,
	};
	call.state.endpoints.push(endpoint);
	return shown(endpoint);
}

function remove(call: Call): JsonObject {
	call.state.endpoints.splice(call.state.endpoints.indexOf(find(call)), 1);
	return { message: 'Endpoint removed' };
}

export const WEBHOOK_OPERATIONS = {
	'GET /v2/endpoints': {
		handler: respond((call) => ({ endpoints: mine(call).map(shown) })),
	},
	'POST /v2/endpoint': { body, handler: respond(add) },
	'PUT /v2/endpoint/{endpoint_id}': {
		body,
		handler: respond((call) => shown(Object.assign(find(call), wanted(call)))),
	},
	'DELETE /v2/endpoint/{endpoint_id}': { handler: respond(remove) },
	'GET /v2/events': { handler: respond(() => ({ events: [...LISTED_EVENTS] })) },
} satisfies Operations;
