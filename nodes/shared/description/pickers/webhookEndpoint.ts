import type { ListsOf } from '../../form/knownEntries';
import type { Field } from '../../platform/field';
import { withoutQueries } from '../../vocabulary/shown';
import { WEBHOOK_ENDPOINT_LIST, webhookEndpointOf } from '../../vocabulary/webhookEndpoints';
import { pickerField, searchIn } from './picker';

/** The webhook endpoints of the account. */
const endpointLists: ListsOf = () => [
	{
		...WEBHOOK_ENDPOINT_LIST,
		toItem: (entry) => {
			const { endpointId, url, status } = webhookEndpointOf(entry);
			return { name: withoutQueries(url), details: [status], value: endpointId };
		},
	},
];

export const searchWebhookEndpoints = searchIn(endpointLists);

/** The webhook endpoint; its ID travels in the address of the request. */
export const webhookEndpointField: Field = pickerField({
	displayName: 'Webhook Endpoint',
	name: 'endpoint',
	searchListMethod: 'searchWebhookEndpoints',
	lists: endpointLists,
	placeholder: 'e.g. wh_123456',
	description: 'An address that JoggAI calls when something has happened',
	routing: undefined,
});
