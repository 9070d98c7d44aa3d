/** JoggAI's business codes: usual HTTP status (when refusals are sent as such) and message. */
const CODES: Record<number, { status: number; message: string }> = {
	429: { status: 429, message: 'Too many requests, slow down' },
	10104: { status: 404, message: 'Record not found' },
	10105: { status: 401, message: 'Invalid API key' },
	17003: { status: 404, message: 'No matching task' },
	18001: { status: 400, message: 'script.style required' },
	18020: { status: 402, message: 'Insufficient credit' },
	18025: { status: 403, message: 'No API permission' },
	40000: { status: 400, message: 'Parameter error' },
	50000: { status: 500, message: 'System error' },
};

export const httpStatusOf = (code: number): number => CODES[code]?.status ?? 400;
export const messageOf = (code: number): string => CODES[code]?.message ?? `Refused with code ${code}`;

/** Thrown anywhere below the HTTP layer, which turns it into an envelope. */
export class Refusal extends Error {
	constructor(
		readonly code: number,
		detail?: string,
		readonly retryAfter?: number,
	) {
		super(detail ? `${messageOf(code)}: ${detail}` : messageOf(code));
	}
}

export const invalid = (detail: string): Refusal => new Refusal(40000, detail);
export const notFound = (what: string): Refusal => new Refusal(10104, what);
