import { networkErrorOf } from '../../nodes/shared/api/networkError';

const trouble = (code: string, syscall?: string, message = code) =>
	networkErrorOf(new Error('wrapped', { cause: Object.assign(new Error(message), { code, syscall }) }));

describe('a lost connection', () => {
	it.each([
		['ECONNREFUSED', 'connect'],
		['ENOTFOUND', 'getaddrinfo'],
		['EAI_AGAIN', 'getaddrinfo'],
		['EHOSTUNREACH', 'connect'],
		['ENETUNREACH', 'connect'],
		['ETIMEDOUT', 'connect'],
	])('%s while %s means that nothing was sent', (code, syscall) => {
		expect(trouble(code, syscall)).toMatchObject({ code, nothingSent: true });
	});

	it.each([
		['EHOSTUNREACH', 'read'],
		['ENETUNREACH', 'write'],
		['ETIMEDOUT', 'read'],
		['ECONNRESET', 'read'],
		['EPIPE', 'write'],
		['EPROTO', 'write'],
		['ECONNABORTED', undefined],
	])('%s while %s leaves open whether JoggAI got the request', (code, syscall) => {
		expect(trouble(code, syscall)).toMatchObject({ nothingSent: false });
	});

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s means that nothing was sent and names the certificate', (code) => {
		expect(trouble(code)).toMatchObject({
			nothingSent: true,
			advice: expect.stringContaining('certificate'),
		});
	});

	it('during a TLS handshake means that nothing was sent', () => {
		const message = 'write EPROTO 00:error:0A00010B:SSL routines:ssl3_get_record:wrong version number';
		expect(trouble('EPROTO', 'write', message)).toMatchObject({ nothingSent: true });
	});

	it.each([
		['ECONNREFUSED', 'connect', undefined, 'Check the Base URL in the JoggAI credential and the network'],
		['CERT_HAS_EXPIRED', undefined, undefined, 'Its certificate is not trusted'],
		['ECONNRESET', 'read', undefined, 'Check the network of this n8n'],
		['EPROTO', 'write', 'SSL alert: Handshake failure', 'Check the Base URL'],
		['EPROTO', 'write', 'unknown protocol', 'Check the Base URL'],
		['ECONNRESET', 'read', 'handshake', 'Check the network of this n8n'],
	])('%s while %s (%s) comes with advice that fits', (code, syscall, message, advice) => {
		expect(trouble(code, syscall, message)?.advice).toMatch(new RegExp(`^${advice}`));
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'%s means that nothing was sent, whatever Node was doing',
		(code) => {
			expect(trouble(code)).toMatchObject({ nothingSent: true });
		},
	);

	it.each(['NOT_CERT_HAS', 'MY_SELF_SIGNED_CERT'])('%s is no certificate', (code) => {
		expect(trouble(code)).toMatchObject({ nothingSent: false });
	});

	it('is a timeout where the words say so and there is no code', () => {
		const advice = expect.stringContaining('Check the network of this n8n');
		for (const code of [undefined, '', 408]) {
			const error = Object.assign(new Error('Timeout of 5 s exceeded'), { code, syscall: 'connect' });
			expect(networkErrorOf(error)).toEqual({ code: 'ETIMEDOUT', nothingSent: false, advice });
		}
	});

	it('is read from the outermost layer that tells one', () => {
		const inner = Object.assign(new Error('inner'), { code: 'ECONNRESET' });
		const outer = Object.assign(new Error('outer', { cause: inner }), { code: 'ENOTFOUND' });
		expect(networkErrorOf(new Error('wrapped', { cause: outer }))?.code).toBe('ENOTFOUND');
		expect(networkErrorOf(new Error('wrapped', { cause: 'timeout' }))).toBeUndefined();
	});

	it('is not seen in an error that has nothing to do with the network', () => {
		expect(networkErrorOf(new Error('no such credential'))).toBeUndefined();
	});
});
