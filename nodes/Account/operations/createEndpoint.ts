import { calls } from '../../shared/pipeline/call';
import type { Operation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/pipeline/simplify';
import { events, listEvents, secretOption, status, url } from './endpointFields';
import { endpointOutput } from './endpointOutput';

export const createEndpoint: Operation = {
	name: 'Create',
	value: 'create',
	resource: 'webhookEndpoint',
	action: 'Create webhook endpoint',
	description: 'Add an address for JoggAI to call, up to 20; the node JoggAI Trigger does it by itself',
	returns: 'endpointId, url, events, status',
	execute: calls({ request: { method: 'POST', url: '/v2/endpoint' }, ...endpointOutput }),
	prepare: listEvents,
	fields: [{ ...url, required: true }, events, status, simplify, secretOption],
};
