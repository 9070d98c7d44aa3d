import type { IDataObject } from 'n8n-workflow';
import {
	codeForHttpStatus,
	NOT_FOUND,
	RATE_LIMITED,
	type RefusalRow,
	REFUSALS,
	isSystemFault,
	SYSTEM_FAULT,
	UNKNOWN_REFUSAL,
} from '../vocabulary/refusals';
import { withoutQueries } from '../vocabulary/shown';
import { asNumber, asObject, asText, isoTime, parsedJson } from '../vocabulary/values';
import { clock } from '../platform/clock';
import { type Problem, ProblemError, type Result } from './problem';

/** What came back over the wire, before anybody judged it. */
export interface RawReply {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** JoggAI's data, or why there is none. */
export type Reply = Result<unknown>;

interface Envelope {
	code: number | string;
	msg?: unknown;
	data?: unknown;
	rid?: unknown;
}

/** JoggAI does not document those of a reset; these are the spellings in use. */
const WAIT_HEADERS = [
	'retry-after',
	'retryafter',
	'x-ratelimit-reset',
	'x-rate-limit-reset',
	'ratelimit-reset',
];
/** Numbers from here on are moments. */
const FIRST_MOMENT = 1e9;

const SAID_LIMIT = 500;
/** Longer words of JoggAI's stand below the title. */
const TITLE_LIMIT = 120;

/** Whether data is what was asked for; only then is it believed without the code that JoggAI puts beside it. */
export type IsExpected = (data: unknown) => boolean;

/**
 * The only place that knows JoggAI's envelope. `code` 0 on a status below 400 is the only success; a refusal inside
 * an HTTP 200, a bad status with or without an envelope and a page of some proxy all become a problem.
 */
export function readReply(raw: RawReply, isExpected: IsExpected = () => false): Reply {
	const body = parsed(raw.body);
	const envelope = isEnvelope(body) ? body : undefined;
	const code = raw.statusCode === RATE_LIMITED ? RATE_LIMITED : Number(envelope?.code);
	if (envelope && code === 0 && raw.statusCode < 400) return { data: envelope.data };
	if (envelope && code !== 0) return { problem: refusal(code, raw, envelope) };
	const isGood = raw.statusCode >= 200 && raw.statusCode < 300;
	const bare = isGood ? [asObject(body).data, body].find(isExpected) : undefined;
	return bare === undefined ? { problem: withoutEnvelope(raw, body, envelope) } : { data: bare };
}

function withoutEnvelope(raw: RawReply, body: unknown, envelope: Envelope | undefined): Problem {
	const code = codeForHttpStatus(raw.statusCode);
	const isEmpty = body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
	const isPage = typeof body === 'string' && !isEmpty;
	// JoggAI names what it does not know in an envelope; a bare 404 means that the address is wrong.
	const isOfJoggAi = code !== undefined && !isPage && !(code === NOT_FOUND && isEmpty);
	if (code === RATE_LIMITED || isOfJoggAi) return refusal(code as number, raw, envelope);
	return unreadable(raw, isEmpty ? 'an empty reply' : 'something else than a JoggAI reply');
}

function unreadable({ statusCode }: RawReply, received: string): Problem {
	const refusedByServer = statusCode >= 300 && statusCode < 500 && statusCode !== 408;
	return {
		what: `JoggAI's address answered with ${received} (HTTP ${statusCode})`,
		next: refusedByServer
			? 'Check the Base URL in the JoggAI credential; it is normally https://api.jogg.ai. A proxy or firewall may also be in the way.'
			: 'JoggAI or a proxy in front of it may be out of order: try again later, and check the Base URL in the JoggAI credential if it stays.',
		httpStatus: statusCode,
		outcomeUnknown: !refusedByServer,
		transient: !refusedByServer,
	};
}

function refusal(code: number, raw: RawReply, envelope: Envelope | undefined): Problem {
	const row: RefusalRow = REFUSALS[isSystemFault(code) ? SYSTEM_FAULT : code] ?? UNKNOWN_REFUSAL;
	const isFault = isSystemFault(code) || (row === UNKNOWN_REFUSAL && raw.statusCode >= 500);
	const said = withoutQueries(asText(envelope?.msg) ?? '').slice(0, SAID_LIMIT) || undefined;
	const isReason = row.leavesItToJoggAi === true && said !== undefined && said.length <= TITLE_LIMIT;
	return {
		what: isReason ? `${row.what}: ${said.replace(/\.+$/, '')}` : row.what,
		next: row.next,
		code,
		httpStatus: raw.statusCode,
		said,
		requestId: asText(envelope?.rid),
		fatal: row.fatal,
		cause: row.cause,
		outcomeUnknown: isFault,
		transient: isFault || code === RATE_LIMITED,
		retryAfterSeconds: code === RATE_LIMITED ? retryAfter(raw.headers, envelope) : undefined,
	};
}

/** Seconds to wait, wherever JoggAI states them (the guide names the value but not its place). */
function retryAfter(headers: Record<string, unknown>, envelope: Envelope | undefined): number | undefined {
	const body = [asObject(envelope), asObject(envelope?.data)];
	return [
		...WAIT_HEADERS.map((name) => headers[name]),
		...body.flatMap(({ retryAfter: camel, retry_after: snake }) => [camel, snake]),
	]
		.map(secondsFrom)
		.find((seconds) => seconds !== undefined && seconds > 0);
}

/** From a number of seconds, or until a moment: a date (RFC 9110), or seconds or milliseconds since 1970. */
function secondsFrom(stated: unknown): number | undefined {
	const number = asNumber(stated);
	if (number !== undefined && number < FIRST_MOMENT) return number;
	const moment = isoTime(stated);
	return moment === undefined ? undefined : (Date.parse(moment) - clock.wallTime()) / 1000;
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return parsedJson(body);
	} catch {
		return body;
	}
}

function isEnvelope(body: unknown): body is Envelope {
	const code = (body as Envelope | null | undefined)?.code;
	if (typeof body !== 'object') return false;
	return (
		typeof code === 'number' ||
		(typeof code === 'string' && code.trim() !== '' && Number.isFinite(Number(code)))
	);
}

/** JoggAI's data, of which there must be some: yes without anything to work with is no success. Throws a ProblemError. */
export function requireData(data: unknown): IDataObject {
	const object = asObject(data);
	if (Object.keys(object).length > 0) return object;
	throw new ProblemError({
		what: 'JoggAI answered without any data',
		next: 'Try again later; write to support@jogg.ai if it stays.',
		outcomeUnknown: true,
	});
}
