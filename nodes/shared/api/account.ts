import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isPublicHost } from '../vocabulary/addresses';
import { type Problem, ProblemError } from './problem';

/** Name of the credential type; shared with the vendor's own package, so that saved credentials fit both. */
export const CREDENTIAL = 'joggAiApi';

/** JoggAI's documented limit of POSTs per minute and key (guide). */
const DOCUMENTED_POSTS_PER_MINUTE = 20;

const DEFAULT_BASE_URL = 'https://api.jogg.ai';

/** What a request needs to know of a credential. */
export interface Account {
	baseUrl: string;
	requestsPerMinute: number;
	/** JoggAI itself is in the network of this n8n, as a sandbox is: what only that can reach is no obstacle. */
	isLocal: boolean;
	/** Tells accounts apart without holding the key. */
	fingerprint: string;
	/** Takes the API key out of whatever JoggAI or n8n wrote. */
	redact: <T>(value: T) => T;
}

interface HoldsCredentials {
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

/** Reads and checks the credential. Throws a ProblemError that names the field when it cannot work. */
export async function accountOf(context: HoldsCredentials): Promise<Account> {
	const { apiKey, domain, requestsPerMinute } = await context.getCredentials(CREDENTIAL);
	const key = String(apiKey ?? '').trim();
	if (key === '')
		throw credentialProblem(
			'has no API Key',
			'Paste the key: at app.jogg.ai click your profile picture, then API.',
			{ lacksKey: true },
		);
	const baseUrl = cleanBaseUrl(String(domain ?? ''));
	return {
		baseUrl,
		requestsPerMinute: Math.max(1, Math.floor(Number(requestsPerMinute)) || DOCUMENTED_POSTS_PER_MINUTE),
		isLocal: !isPublicHost(new URL(baseUrl).hostname),
		fingerprint: createHash('sha256').update(`${baseUrl}\n${key}`).digest('hex'),
		redact: (value) => withoutKey(value, key),
	};
}

/** Shorter ones are no keys but typing mistakes, and would be found inside the IDs of jobs. */
const SHORTEST_KEY = 8;

/** The value as it is, unless the key stands somewhere in it. */
function withoutKey<T>(value: T, key: string): T {
	if (key.length < SHORTEST_KEY) return value;
	const text = JSON.stringify(value) ?? '';
	return text.includes(key) ? (JSON.parse(text.split(key).join('***')) as T) : value;
}

/** Base URL without the trailing slash and version that the paths bring along; throws when it is no web address. */
export function cleanBaseUrl(entered: string): string {
	const base =
		entered
			.trim()
			.replace(/\/+$/, '')
			.replace(/\/v\d+$/i, '') || DEFAULT_BASE_URL;
	if (!/^https?:\/\/[^?#]+$/i.test(base) || !URL.canParse(base)) {
		throw credentialProblem(
			'has a Base URL that is no web address',
			`Enter an address that starts with https:// and has no "?" in it, e.g. ${DEFAULT_BASE_URL}.`,
		);
	}
	return base;
}

function credentialProblem(what: string, next: string, more?: Partial<Problem>): ProblemError {
	return new ProblemError({
		what: `The JoggAI credential ${what}`,
		next,
		fatal: true,
		outcome: 'notSent',
		cause: 'credential-invalid',
		...more,
	});
}
