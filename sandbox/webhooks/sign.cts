import { createHmac } from 'node:crypto';

/** Lower-case hex HMAC-SHA256 of the exact bytes, keyed with the whole secret. */
export const sign = (secret: string, body: string | Buffer): string =>
	createHmac('sha256', secret).update(body).digest('hex');
