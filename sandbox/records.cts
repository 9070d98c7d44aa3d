import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from './json.cts';

/** One request as it arrived, and what it got for a reply. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, unknown>;
	headers: IncomingHttpHeaders;
	/** Parsed JSON; for an upload `{ bytes }`; undefined if there was none. */
	body: unknown;
	/** Clock milliseconds. */
	at: number;
	/** The business code of the reply; null when it had none. */
	code: number | null;
	/** The HTTP status of the reply; 0 when the connection was cut or left hanging. */
	status: number;
}

/** One line of the bill. */
export interface Charge {
	/** `METHOD /path` of the operation, as the vendor writes it. */
	operation: string;
	/** The job that was paid for. */
	id: string;
	kind: string;
	credits: number;
	at: number;
}

/** One attempt to deliver an event. */
export interface Delivery {
	to: 'endpoint' | 'callback';
	url: string;
	event: string;
	/** Exactly the bytes that were sent and signed. */
	body: string;
	payload: JsonObject;
	headers: Record<string, string>;
	/** HTTP status of the receiver; 0 when it could not be reached in time. */
	status: number;
	/** 1 for the first try. */
	attempt: number;
	at: number;
}

/** A webhook endpoint as JoggAI shows it, plus the key it belongs to. */
export interface Endpoint {
	endpoint_id: string;
	url: string;
	secret: string;
	status: 'enabled' | 'disabled';
	events: string[];
	username: string;
	created_at: number;
	/** Owner; an endpoint without one gets the events of every key. */
	key?: string;
}

export interface Product {
	product_id: string;
	key: string;
	url: string;
	name: string;
	description: string;
	target_audience: string;
	media: JsonObject[];
}

/** A file announced with `POST /v2/upload/asset`; the bytes arrive later, or never. */
export interface Upload {
	token: string;
	contentType: string;
	declaredSize?: number;
	/** The exact query of the signed address. */
	signature: string;
	/** Where the bytes are; undefined until they arrived. */
	file?: string;
}
