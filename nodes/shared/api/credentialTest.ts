import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { KEY_REFUSED, NO_PERMISSION, RATE_LIMITED, SYSTEM_FAULT } from '../vocabulary/refusals';
import { asObject, asText } from '../vocabulary/values';
import { accountOf, type Account } from './account';
import { fullText, type Problem, problemOf } from './problem';
import { type RawReply, readReply, type Reply } from './reply';
import { connectionProblem } from './transport';

/** Long enough for a slow proxy; somebody looks at the button meanwhile. */
const TIMEOUT_MS = 30_000;

/** What JoggAI says of a key; its other refusals are about other things than keys. */
const ABOUT_KEYS: Array<number | undefined> = [KEY_REFUSED, NO_PERMISSION, RATE_LIMITED, SYSTEM_FAULT];

const NOT_JOGGAI =
	'This address does not answer like the JoggAI API. Check the Base URL; it is normally https://api.jogg.ai.';
const NOBODY =
	'JoggAI did not say whose key this is. Try again later; if it stays, check the Base URL, normally https://api.jogg.ai, or write to support@jogg.ai.';

/**
 * The Test button of the credential: asks JoggAI whose key it is, which costs nothing. A request that n8n makes for a
 * credential by itself shows the bare code of a network failure, so a node does it, with the words of all requests.
 */
export async function testJoggAiApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const account = await accountOf({ getCredentials: async () => await Promise.resolve(data) });
		const reply = await whoAmI(this.helpers, account, String(data.apiKey).trim());
		const { problem, data: user } = reply;
		if (problem) return { status: 'Error', message: wordsFor(problem) };
		if (!tellsWho(asObject(user))) return { status: 'Error', message: NOBODY };
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: fullText(problemOf(error as Error)) };
	}
}

/** n8n gives a credential test no other way to send something (2.41), though it calls this one old elsewhere. */
type Helpers = Pick<ICredentialTestFunctions['helpers'], 'request'>;

async function whoAmI({ request }: Helpers, account: Account, key: string): Promise<Reply> {
	try {
		const { statusCode, headers, body } = (await request({
			method: 'GET',
			uri: `${account.baseUrl}/v2/user/whoami`,
			headers: { Accept: 'application/json', 'x-api-key': key },
			timeout: TIMEOUT_MS,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
		})) as RawReply;
		return readReply(account.redact({ statusCode, headers, body }));
	} catch (error) {
		return { problem: account.redact(connectionProblem(error as Error, account)) };
	}
}

/** JoggAI's documents name the owner of a key in several ways. */
const tellsWho = ({ username, email, user_id }: IDataObject): boolean =>
	[username, email, user_id].some((name) => asText(name) !== undefined);

function wordsFor(problem: Problem): string {
	if (ABOUT_KEYS.includes(problem.code)) return fullText(problem);
	if (problem.code !== undefined) return NOBODY;
	return problem.httpStatus === undefined ? fullText(problem) : NOT_JOGGAI;
}
