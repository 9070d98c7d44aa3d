import { listFields, lists } from '../../shared/operations/list';
import type { Operation } from '../../shared/pipeline/operation';
import { WEBHOOK_ENDPOINT_LIST } from '../../shared/vocabulary/webhookEndpoints';
import { secretOption } from './endpointFields';
import { endpointOutput } from './endpointOutput';

export const getManyEndpoints: Operation = {
	name: 'Get Many',
	value: 'getMany',
	resource: 'webhookEndpoint',
	action: 'Get many webhook endpoints',
	description: 'Retrieve a list of the addresses that JoggAI calls',
	returns: 'endpointId, url, events, status',
	execute: lists((parameter) => ({
		...WEBHOOK_ENDPOINT_LIST,
		simplify: (entry) => endpointOutput.simplify(entry, parameter),
		raw: (entry) => endpointOutput.raw(entry, parameter),
	})),
	fields: [...listFields, secretOption],
};
