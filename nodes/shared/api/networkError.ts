/** What a lost connection means for the request. */
interface NetworkError {
	code: string;
	/** The connection ended before JoggAI can have read the request. */
	nothingSent: boolean;
	/** What to do, as the beginning of a sentence. */
	advice: string;
}

/** Errors of looking up a name and of knocking at a closed door. */
const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Node names the system call in which these happened; on an open connection the request may have left before. */
const BEFORE_CONNECTION = ['connect', 'getaddrinfo'];
/** Codes that OpenSSL and Node use for a certificate they do not trust. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;
const HANDSHAKE = /wrong version number|handshake|unknown protocol/i;

const CHECK_ADDRESS =
	'Check the Base URL in the JoggAI credential and the network of this n8n, then run again';
const CHECK_CERTIFICATE =
	'Its certificate is not trusted: check the Base URL in the JoggAI credential, or give n8n the certificate authority of your proxy (NODE_EXTRA_CA_CERTS)';
/** Without "run again": of a request that creates, nobody knows then whether it arrived. */
const CHECK_NETWORK = 'Check the network of this n8n';

/** Reads an error of a request, whatever n8n wrapped it in; nothing if the network had no part in it. */
export function networkErrorOf(error: Error): NetworkError | undefined {
	for (const layer of layers(error)) {
		const { code, syscall = '' } = layer as { code?: unknown; syscall?: string };
		if (typeof code === 'string' && code !== '') return describe(code, syscall, layer.message);
		if (/timeout/i.test(layer.message)) return describe('ETIMEDOUT', '', layer.message);
	}
	return undefined;
}

function describe(code: string, syscall: string, message: string): NetworkError {
	if (CERTIFICATE.test(code)) return { code, nothingSent: true, advice: CHECK_CERTIFICATE };
	const nothingSent =
		NO_CONNECTION.includes(code) ||
		BEFORE_CONNECTION.includes(syscall) ||
		(code === 'EPROTO' && HANDSHAKE.test(message));
	return { code, nothingSent, advice: nothingSent ? CHECK_ADDRESS : CHECK_NETWORK };
}

/** The error and what caused it, outermost first. */
export function layers(error: unknown): Error[] {
	return error instanceof Error ? [error, ...layers((error as { cause?: unknown }).cause)] : [];
}
