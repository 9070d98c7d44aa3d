import { createHmac } from 'node:crypto';
import { isSigned } from '../../nodes/Trigger/signature';

/** The documented example. */
const secret = 'whsec_demo_0123456789';
const body = Buffer.from(
	'{"event":"generated_avatar_video_success","timestamp":1760000000,"data":{"video_id":"v1"}}',
);
const signature = 'd627b1c69ca0cb129e2ccdf81a138058bade04e9ae4ae33c183f7d413bcdde1b';

describe('isSigned', () => {
	it('accepts the documented example, in lower and in upper case', () => {
		expect(isSigned(body, signature, secret)).toBe(true);
		expect(isSigned(body, signature.toUpperCase(), secret)).toBe(true);
	});

	it.each([
		['another signature', signature.replace('d', 'e')],
		['a truncated signature', signature.slice(0, 62)],
		['an empty signature', ''],
		['a signature with something behind it', `${signature}00`],
		['a signature with a prefix', `sha256=${signature}`],
		['characters that are no hex', signature.replace('d6', 'zz')],
		['a list of signatures', [signature]],
		['no signature', undefined],
	])('refuses %s', (_what, claimed) => {
		expect(isSigned(body, claimed, secret)).toBe(false);
	});

	it('refuses a body that differs in one byte, or that nobody could read', () => {
		expect(isSigned(Buffer.from(body.toString().replace('v1', 'v2')), signature, secret)).toBe(false);
		expect(
			isSigned(Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)), signature, secret),
		).toBe(false);
		expect(isSigned(undefined, signature, secret)).toBe(false);
	});

	it('refuses everything while no secret is known, even what is signed with an empty one', () => {
		expect(isSigned(body, signature, undefined)).toBe(false);
		expect(isSigned(body, createHmac('sha256', '').update(body).digest('hex'), '')).toBe(false);
	});
});
