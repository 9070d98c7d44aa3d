import { readsOptions } from '../../shared/description/jobForm';
import { calls } from '../../shared/operations/call';
import type { Operation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/form/simplify';
import { endpointOptions, events, listEvents, status, url } from './endpointFields';
import { endpointOutput } from './endpointOutput';

export const createEndpoint: Operation = {
	name: 'Create',
	value: 'create',
	resource: 'webhookEndpoint',
	action: 'Create webhook endpoint',
	description: 'Add an address for JoggAI to call, up to 20; the node JoggAI Trigger does it by itself',
	returns: 'endpointId, url, events, status',
	execute: readsOptions(calls({ request: { method: 'POST', url: '/v2/endpoint' }, ...endpointOutput }), [
		simplify,
	]),
	prepare: listEvents,
	fields: [{ ...url, required: true }, events, status, endpointOptions],
};
