import { isoTime } from './values';

export const WEBHOOK_ENDPOINT_LIST = { url: '/v2/endpoints', keys: ['endpoints'], paged: 'whole' as const };

/** Whether JoggAI calls an endpoint (spec). */
export const ENDPOINT_STATUSES = { enabled: 'Enabled', disabled: 'Disabled' };

interface EndpointEntry {
	endpoint_id?: string;
	id?: string;
	url?: string;
	status?: string;
	events?: string[] | null;
	username?: string;
	created_at?: number;
	secret?: string;
}

/** A webhook endpoint in the shape that users see. Whoever has its secret can forge JoggAI's calls. */
export function webhookEndpointOf(entry: object) {
	const raw = entry as EndpointEntry;
	return {
		endpointId: String(raw.endpoint_id ?? raw.id ?? ''),
		url: raw.url ?? '',
		status: raw.status ?? '',
		events: [raw.events ?? []].flat().map(String),
		username: raw.username || undefined,
		createdAt: isoTime(raw.created_at),
		secret: raw.secret || undefined,
	};
}

/** The entry, simplified or not, without the one thing that nobody should see by accident. */
export function withoutSecret<Entry extends object>(entry: Entry): Entry {
	return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'secret')) as Entry;
}

/** An address without login, query and fragment, which may hold somebody's tokens. */
export const plainAddress = (address: string): string =>
	address.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//');
