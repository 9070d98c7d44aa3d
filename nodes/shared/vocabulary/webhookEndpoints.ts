import { asObject, asText, idAt, isoTime } from './values';

export const WEBHOOK_ENDPOINT_LIST = { url: '/v2/endpoints', keys: ['endpoints'], paged: 'whole' as const };

/** Whether JoggAI calls an endpoint (spec). */
export const ENDPOINT_STATUSES = { enabled: 'Enabled', disabled: 'Disabled' };

/** A webhook endpoint in the shape that users see. Whoever has its secret can forge JoggAI's calls. */
export function webhookEndpointOf(entry: object) {
	const raw = asObject(entry);
	return {
		endpointId: idAt(raw, ['endpoint_id', 'id']) ?? '',
		url: asText(raw.url) ?? '',
		status: asText(raw.status) ?? '',
		events: [raw.events].flat().flatMap((event) => asText(event) ?? []),
		username: asText(raw.username),
		createdAt: isoTime(raw.created_at),
		secret: asText(raw.secret),
	};
}

/** The entry, simplified or not, without the one thing that nobody should see by accident. */
export function withoutSecret<Entry extends object>(entry: Entry): Entry {
	return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'secret')) as Entry;
}
