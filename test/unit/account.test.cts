import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { accountOf, cleanBaseUrl } from '../../nodes/shared/api/account';

describe('the Base URL of the credential', () => {
	it.each([
		['', 'https://api.jogg.ai'],
		[' https://api.jogg.ai/v2/ ', 'https://api.jogg.ai'],
		['https://api.jogg.ai//', 'https://api.jogg.ai'],
		['HTTPS://api.jogg.ai/V12', 'HTTPS://api.jogg.ai'],
		['http://127.0.0.1:3900', 'http://127.0.0.1:3900'],
		['https://v2.example.com', 'https://v2.example.com'],
		['https://proxy.example.com/v2/jogg', 'https://proxy.example.com/v2/jogg'],
		['https://proxy.example.com/v2x', 'https://proxy.example.com/v2x'],
		['https://proxy.example.com/dev2', 'https://proxy.example.com/dev2'],
		['https://proxy.example.com/jogg', 'https://proxy.example.com/jogg'],
	])('%j is used as %s', (entered, used) => {
		expect(cleanBaseUrl(entered)).toBe(used);
	});

	it.each([
		'api.jogg.ai',
		'ftp://api.jogg.ai',
		'see https://api.jogg.ai',
		'view-source:https://api.jogg.ai',
		'https://',
		'https://exa mple.com',
		'https://api.jogg.ai:99999',
		'https://[',
		'https://api.jogg.ai/v2?x=1',
		'https://api.jogg.ai#top',
	])('%j is refused before anything is sent', (entered) => {
		expect(() => cleanBaseUrl(entered)).toThrow(
			'The JoggAI credential has a Base URL that is no web address',
		);
	});
});

describe('an account', () => {
	const account = async (credentials: ICredentialDataDecryptedObject) =>
		await accountOf({
			getCredentials: async () => ({ apiKey: 'sk-4711-secret', domain: '', ...credentials }),
		});

	it.each([
		[undefined, 20],
		['', 20],
		[0, 20],
		['many', 20],
		[7.9, 7],
		['5', 5],
		[0.5, 20],
		[-3, 1],
	])('whose credential allows %j requests a minute sends %i', async (requestsPerMinute, sent) => {
		expect((await account({ requestsPerMinute: requestsPerMinute as number })).requestsPerMinute).toBe(sent);
	});

	it('is told apart by its key and its address, and by nothing else', async () => {
		const { fingerprint } = await account({});
		const of = async (credentials: ICredentialDataDecryptedObject) =>
			(await account(credentials)).fingerprint;

		expect(await of({ domain: 'https://api.jogg.ai/v2/', requestsPerMinute: 3 })).toBe(fingerprint);
		expect(await of({ apiKey: ' sk-4711-secret ' })).toBe(fingerprint);
		expect(await of({ apiKey: 'sk-4712-secret' })).not.toBe(fingerprint);
		expect(await of({ domain: 'https://proxy.example' })).not.toBe(fingerprint);
		expect(fingerprint).not.toContain('4711');
	});

	it('without a key or with a wrong address is a problem of the whole batch, with what to do', async () => {
		for (const apiKey of ['', '  ']) {
			await expect(account({ apiKey })).rejects.toMatchObject({
				problem: {
					what: 'The JoggAI credential has no API Key',
					next: expect.stringContaining('app.jogg.ai'),
					fatal: true,
				},
			});
		}
		await expect(accountOf({ getCredentials: async () => ({}) })).rejects.toThrow('has no API Key');
		await expect(account({ domain: 'nowhere' })).rejects.toMatchObject({
			problem: { next: expect.stringContaining('https://api.jogg.ai'), fatal: true },
		});
	});

	it('is read from the credential that the node names', async () => {
		const asked: string[] = [];
		await accountOf({
			getCredentials: async (name) => {
				asked.push(name);
				return { apiKey: 'sk-4711-secret' };
			},
		});
		expect(asked).toEqual(['joggAiApi']);
	});
});

describe('the API key', () => {
	const redacted = async (apiKey: string, text: string) => {
		const { redact } = await accountOf({ getCredentials: async () => ({ apiKey, domain: '' }) });
		return redact({ text }).text;
	};

	it('is taken out of whatever JoggAI says', async () => {
		expect(await redacted('sk-4711-secret', 'no such key: sk-4711-secret')).toBe('no such key: ***');
		expect(await redacted('12345678', 'of 12345678 and 12345678')).toBe('of *** and ***');
	});

	it('leaves a value in which it does not stand as it is, and nothing as nothing', async () => {
		const { redact } = await accountOf({ getCredentials: async () => ({ apiKey: 'sk-4711-secret' }) });
		const value = { at: new Date(0), size: undefined };
		expect(redact(value)).toBe(value);
		expect(redact(undefined)).toBeUndefined();
	});

	it('is not looked for where it is too short to be one: it would be found in the IDs of jobs', async () => {
		expect(await redacted('1', 'video_1811')).toBe('video_1811');
	});
});
