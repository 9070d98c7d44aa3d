import { cleanBaseUrl } from '../../nodes/shared/api/account';

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
