/** JoggAI's business codes: usual HTTP status (when refusals are sent as such) and words. */
const CODES: Record<number, { status: number; says: string }> = {
	429: { status: 429, says: 'Too many requests, slow down' },
	10104: { status: 404, says: 'Record not found' },
	10105: { status: 401, says: 'Invalid API key' },
	18020: { status: 402, says: 'Insufficient credit' },
	18025: { status: 403, says: 'No API permission' },
	40000: { status: 400, says: 'Parameter error' },
	50000: { status: 500, says: 'System error' },
};

export const statusOf = (code: number): number => CODES[code]?.status ?? 400;
export const wordsOf = (code: number): string => CODES[code]?.says ?? `Refused with code ${code}`;

/** Thrown anywhere below the HTTP layer, which turns it into an envelope. */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		detail?: string,
		readonly retryAfter?: number,
	) {
		super(detail ? `${wordsOf(code)}: ${detail}` : wordsOf(code));
	}
}

export const invalid = (detail: string): Refusal => new Refusal(40000, detail);
export const notFound = (what: string): Refusal => new Refusal(10104, what);
