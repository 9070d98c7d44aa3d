import { webhookEndpointField } from '../../shared/description/pickers/webhookEndpoint';
import { calls } from '../../shared/operations/call';
import type { Operation } from '../../shared/pipeline/operation';

export const deleteEndpoint: Operation = {
	name: 'Delete',
	value: 'delete',
	resource: 'webhookEndpoint',
	action: 'Delete webhook endpoint',
	description: 'Remove an endpoint for good; to pause it, set its status to Disabled with Update',
	returns: 'deleted',
	execute: calls({
		request: { method: 'DELETE', url: '/v2/endpoint/{endpoint}' },
		withoutData: true,
		simplify: () => ({ deleted: true }),
	}),
	fields: [webhookEndpointField],
};
