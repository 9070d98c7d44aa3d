import type { Field } from '../../platform/field';
import { plainAddress, WEBHOOK_ENDPOINT_LIST, webhookEndpointOf } from '../../vocabulary/webhookEndpoints';
import { pickerField, searchIn, withDetails } from './picker';

/** Search behind the endpoint picker: the webhook endpoints of the account. */
export const searchWebhookEndpoints = searchIn(() => [
	{
		...WEBHOOK_ENDPOINT_LIST,
		toItem: (entry) => {
			const { endpointId, url, status } = webhookEndpointOf(entry);
			return { name: withDetails(plainAddress(url), status), value: endpointId };
		},
	},
]);

/** The webhook endpoint; its ID travels in the address of the request. */
export const webhookEndpointField: Field = pickerField({
	displayName: 'Webhook Endpoint',
	name: 'endpoint',
	searchListMethod: 'searchWebhookEndpoints',
	placeholder: 'e.g. wh_123456',
	description: 'An address that JoggAI calls when something has happened',
	routing: undefined,
});
