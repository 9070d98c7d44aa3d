import type { Failure } from 'n8n-workflow';

/**
 * What JoggAI's business codes mean and what a user can do about them.
 * Codes and meanings: error page of JoggAI's guides.
 */
export interface RefusalRow {
	/** What happened, as the title of the message. */
	what: string;
	/** What the user should do next. */
	next: string;
	/** Only JoggAI's own words tell what is wrong, so they belong into the title. */
	leavesItToJoggAi?: boolean;
	/** every further request of the batch would meet the same refusal, so it is not even sent. */
	fatal?: boolean;
	/** n8n's word for it. */
	cause?: Failure['cause'];
}

/** JoggAI's code for "more than 20 POSTs in 60 seconds with this key" (guide). */
export const RATE_LIMITED = 429;
/** JoggAI's code for a key that it does not take (guide). */
export const KEY_REFUSED = 10105;
/** JoggAI's code for a plan that has no access to the API (guide). */
export const NO_PERMISSION = 18025;
/** JoggAI's code for an ID it does not know (guide). */
export const NOT_FOUND = 10104;
/** JoggAI's other code for an ID, or files, that it has no job for (vendor's client). */
export const NO_MATCH = 17003;
/** The codes that say the same: JoggAI has nothing under this ID. */
export const isUnknownId = (code: number | undefined): boolean => code === NOT_FOUND || code === NO_MATCH;

/** JoggAI's code for a fault on its own side (guide); whether it accepted the request is not known then. */
export const SYSTEM_FAULT = 50000;

/** Others of its kind, and HTTP's own numbers in their place, also with a status of 200 (inference). */
export const isSystemFault = (code: number): boolean =>
	(code >= 500 && code < 600) || (code >= SYSTEM_FAULT && code < 60_000);

export const REFUSALS: Readonly<Record<number, RefusalRow>> = {
	[RATE_LIMITED]: {
		what: 'JoggAI is receiving too many requests with this API key',
		next: 'Wait a minute and run the workflow again, or lower "Requests per Minute" in the JoggAI credential if other workflows or tools share the key. Nothing was charged for the refused request.',
		cause: 'rate-limited',
	},
	[NOT_FOUND]: {
		what: 'JoggAI does not know this ID',
		next: 'Check that the ID comes from the matching JoggAI step and belongs to this account. IDs are case-sensitive.',
		cause: 'configuration-invalid',
	},
	[KEY_REFUSED]: {
		what: 'JoggAI did not accept the API key',
		next: 'Open the JoggAI credential and paste the key again: at app.jogg.ai click your profile picture, then API.',
		fatal: true,
		cause: 'credential-invalid',
	},
	18020: {
		what: 'The JoggAI account does not have enough credits',
		next: 'Buy credits at app.jogg.ai or ask for less, then run the remaining items again. Nothing was charged for the refused request.',
		fatal: true,
		cause: 'quota-exhausted',
	},
	[NO_PERMISSION]: {
		what: 'This JoggAI account has no permission to use the API',
		next: 'Upgrade to a plan with API access at app.jogg.ai, or ask support@jogg.ai to enable it.',
		fatal: true,
		cause: 'configuration-invalid',
	},
	[NO_MATCH]: {
		what: 'JoggAI does not know this ID',
		next: 'Check that the ID comes from the matching JoggAI step and belongs to this account. IDs are case-sensitive.',
		cause: 'configuration-invalid',
	},
	18001: {
		what: 'JoggAI misses a value in this request',
		leavesItToJoggAi: true,
		next: "Fill in the field that JoggAI's message names, then run the node again. Nothing was charged for this request.",
	},
	40000: {
		what: 'JoggAI did not accept the values of this request',
		leavesItToJoggAi: true,
		next: "Correct what JoggAI's message names, then run the node again. Nothing was charged for this request.",
	},
	[SYSTEM_FAULT]: {
		what: 'JoggAI could not process the request because of a fault on its side',
		next: 'Try again later; status.jogg.ai shows known outages. Send the request ID to support@jogg.ai if it stays.',
	},
};

/** For codes that no source lists: JoggAI's own words are shown instead. */
export const UNKNOWN_REFUSAL: RefusalRow = {
	what: 'JoggAI refused the request',
	leavesItToJoggAi: true,
	next: "Read JoggAI's message, correct the node and run it again.",
};

/** Business code that a bare HTTP status stands for (JoggAI's v1 pages and inference). */
export function codeForHttpStatus(status: number): number | undefined {
	if (status >= 500) return SYSTEM_FAULT;
	return { 400: 40000, 401: 10105, 402: 18020, 403: 18025, 404: NOT_FOUND, 422: 40000, 429: RATE_LIMITED }[
		status
	];
}
