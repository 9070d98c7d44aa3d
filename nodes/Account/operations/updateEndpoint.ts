import type { IDataObject } from 'n8n-workflow';
import { readPage } from '../../shared/api/pages';
import { ProblemError } from '../../shared/api/problem';
import { updateFields } from '../../shared/description/fields';
import { webhookEndpointField } from '../../shared/description/pickers/webhookEndpoint';
import { readsOptions } from '../../shared/description/jobForm';
import { calls } from '../../shared/operations/call';
import type { Operation, Preparation } from '../../shared/pipeline/operation';
import { simplify } from '../../shared/form/simplify';
import { WEBHOOK_ENDPOINT_LIST, webhookEndpointOf } from '../../shared/vocabulary/webhookEndpoints';
import { endpointOptions, events, listEvents, status, url } from './endpointFields';
import { endpointOutput } from './endpointOutput';

/** JoggAI replaces the whole endpoint (spec), so what the user left alone has to be sent along as it is. */
async function keepTheRest({ parameter, request, get }: Preparation): Promise<void> {
	listEvents({ request });
	const id = String(parameter('endpoint')).trim();
	const { entries } = readPage(await get(WEBHOOK_ENDPOINT_LIST.url), WEBHOOK_ENDPOINT_LIST, {
		page: 1,
		size: Infinity,
		before: 0,
	});
	const current = entries.map(webhookEndpointOf).find(({ endpointId }) => endpointId === id);
	if (!current) {
		throw new ProblemError({
			what: `The JoggAI account has no webhook endpoint with the ID ${id}`,
			next: "Choose one under 'Webhook Endpoint', or take the ID from Get Many. IDs are case-sensitive.",
		});
	}
	const { url: address, status: state, events: names } = current;
	const changed = Object.entries(request.body as IDataObject).filter(([, value]) => value !== undefined);
	request.body = { url: address, status: state, events: names, ...Object.fromEntries(changed) };
}

export const updateEndpoint: Operation = {
	name: 'Update',
	value: 'update',
	resource: 'webhookEndpoint',
	action: 'Update webhook endpoint',
	description: 'Change the address, events or status of an endpoint; it takes effect at once',
	returns: 'endpointId, url, events, status',
	execute: readsOptions(
		calls({ request: { method: 'PUT', url: '/v2/endpoint/{endpoint}' }, ...endpointOutput }),
		[simplify],
	),
	prepare: keepTheRest,
	fields: [webhookEndpointField, updateFields([events, status, url]), endpointOptions],
};
