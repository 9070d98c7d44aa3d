import { createHmac, timingSafeEqual } from 'crypto';

/** SHA-256 in hex; Buffer.from(…, 'hex') would silently stop at the first character that is none. */
const HEX_SIGNATURE = /^[0-9a-f]{64}$/i;

/**
 * Whether JoggAI signed exactly these bytes with the endpoint's secret (HMAC-SHA256, hex, no prefix). Compared in
 * constant time. Whatever is missing makes the answer no.
 */
export function isSigned(body: Buffer | undefined, signature: unknown, secret: string | undefined): boolean {
	if (!body || !secret || typeof signature !== 'string' || !HEX_SIGNATURE.test(signature)) return false;
	const expected = createHmac('sha256', secret).update(body).digest();
	const claimed = Buffer.from(signature, 'hex');
	return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}
