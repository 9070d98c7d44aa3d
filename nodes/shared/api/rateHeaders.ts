import { asNumber } from '../vocabulary/values';
import { clock } from './clock';

type Headers = Record<string, unknown>;

/** JoggAI does not document them; these are the spellings in use for such headers. */
const PREFIXES = ['x-ratelimit-', 'x-rate-limit-', 'ratelimit-'];
/** JoggAI's limit is one per minute. What opens later is some other quota, and nothing to wait for. */
const WINDOW_SECONDS = 60;
/** Numbers from here on are moments: seconds, or milliseconds, since 1970. */
const [FIRST_SECOND, FIRST_MILLISECOND] = [1e9, 1e12];

const valueOf = (headers: Headers, name: string): number | undefined =>
	PREFIXES.map((prefix) => asNumber(headers[prefix + name])).find((value) => value !== undefined);

/** Seconds until the limit opens again, whether JoggAI states seconds or a moment. */
export function secondsToReset(headers: Headers): number | undefined {
	const stated = valueOf(headers, 'reset');
	if (stated === undefined || stated < FIRST_SECOND) return stated;
	return (stated >= FIRST_MILLISECOND ? stated : stated * 1000) / 1000 - clock.now() / 1000;
}

/** For how many seconds no further request would be taken, where an accepted one tells that it was the last. */
export function usedUpForSeconds(headers: Headers): number | undefined {
	if (valueOf(headers, 'remaining') !== 0) return undefined;
	const seconds = secondsToReset(headers) ?? 0;
	return seconds > 0 && seconds <= WINDOW_SECONDS ? seconds : undefined;
}
