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

	it('is not seen in an error that has nothing to do with the network', () => {
		expect(networkErrorOf(new Error('no such credential'))).toBeUndefined();
	});
});
