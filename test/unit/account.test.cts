import { accountOf, cleanBaseUrl } from '../../nodes/shared/api/account';

describe('the Base URL of the credential', () => {
	it.each([
		['', 'https://api.jogg.ai'],
		[' https://api.jogg.ai/v2/ ', 'https://api.jogg.ai'],
		['https://proxy.example.com/jogg', 'https://proxy.example.com/jogg'],
	])('%j is used as %s', (entered, used) => {
		expect(cleanBaseUrl(entered)).toBe(used);
	});

	it.each([
		'api.jogg.ai',
		'ftp://api.jogg.ai',
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

describe('the API key', () => {
	const redacted = async (apiKey: string, text: string) => {
		const { redact } = await accountOf({ getCredentials: async () => ({ apiKey, domain: '' }) });
		return redact({ text }).text;
	};

	it('is taken out of whatever JoggAI says', async () => {
		expect(await redacted('sk-4711-secret', 'no such key: sk-4711-secret')).toBe('no such key: ***');
	});

	it('is not looked for where it is too short to be one: it would be found in the IDs of jobs', async () => {
		expect(await redacted('1', 'video_1811')).toBe('video_1811');
	});
});
