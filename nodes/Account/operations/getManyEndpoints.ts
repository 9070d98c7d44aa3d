import type { Operation } from '../../shared/corridor/plan';
import { listFields } from '../../shared/description/listFields';
import { WEBHOOK_ENDPOINT_LIST } from '../../shared/vocabulary/webhookEndpoints';
import { options } from './endpointFields';
import { endpointOutput } from './endpointOutput';

export const getManyEndpoints: Operation = {
	name: 'Get Many',
	value: 'getMany',
	resource: 'webhookEndpoint',
	action: 'Get many webhook endpoints',
	description: 'Retrieve a list of the addresses that JoggAI calls',
	plan: {
		does: 'list',
		list: (parameter) => ({
			...WEBHOOK_ENDPOINT_LIST,
			simplify: (entry) => endpointOutput.simplify(entry, parameter),
			raw: (entry) => endpointOutput.raw(entry, parameter),
		}),
	},
	fields: [...listFields, options],
};
