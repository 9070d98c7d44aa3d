import { DIALECTS, type DialectName } from './dialects/index.cts';
import { boolean, integer, listOf, object, oneOf, text, url, type Schema } from './schema.cts';

/** What can be changed while the sandbox runs. */
export interface Settings {
	/** Keys that work. */
	keys: string[];
	/** Keys that are known but lack the API permission. */
	keysWithoutApi: string[];
	/** The balance; every accepted job lowers it. */
	credits: number;
	/** POSTs accepted per key within the rolling window. */
	postsPerWindow: number;
	windowSeconds: number;
	/** Job durations are divided by this. */
	speed: number;
	/** `spec`: as in the published schema; `guide`: older and stray shapes found in guides and samples; `live`: as callers met the service. */
	dialect: DialectName;
	/** Whether refusals are HTTP 200 with a code, or a matching 4xx/5xx with the same envelope. */
	refusalStyle: 'envelope' | 'http';
	/** Where a rate refusal tells how long to wait. */
	retryAfterIn: 'header' | 'body' | 'nowhere';
	/** Whether the last POST that is accepted tells when the window opens again: in seconds, or as a moment. */
	rateLimitReset: 'nowhere' | 'seconds' | 'moment';
	/** How long footage and recordings given by URL are taken to be; nobody downloads them here. */
	sourceSeconds: number;
	/** Whether library templates may be rendered without copying them first; JoggAI does not say. */
	acceptLibraryTemplates: boolean;
	/** Where callers reach this server, if not at the address it listens on (containers, tunnels). */
	publicUrl: string;
}

export const DEFAULT_SETTINGS: Settings = {
	keys: ['sandbox-key'],
	keysWithoutApi: ['sandbox-key-no-api'],
	credits: 1000,
	postsPerWindow: 20,
	windowSeconds: 60,
	speed: 1,
	dialect: 'spec',
	refusalStyle: 'envelope',
	retryAfterIn: 'header',
	rateLimitReset: 'nowhere',
	sourceSeconds: 30,
	acceptLibraryTemplates: true,
	publicUrl: '',
};

const amount: Schema = { type: 'number', minimum: 0 };

/** For changes that arrive over HTTP. */
export const settingsSchema: Schema = object(
	{},
	{
		keys: listOf(text),
		keysWithoutApi: listOf(text),
		credits: amount,
		postsPerWindow: integer(0),
		windowSeconds: amount,
		speed: { type: 'number', minimum: 0.001 },
		dialect: oneOf(Object.keys(DIALECTS)),
		refusalStyle: oneOf(['envelope', 'http']),
		retryAfterIn: oneOf(['header', 'body', 'nowhere']),
		rateLimitReset: oneOf(['nowhere', 'seconds', 'moment']),
		sourceSeconds: amount,
		acceptLibraryTemplates: boolean,
		publicUrl: url,
	},
);
