import { testCredential } from '../harness/contexts.cts';
import { testJoggAiApi } from '../../nodes/shared/api/credentialTest';
import { listedNodes } from '../harness/nodeTypes.cts';
import { closedAddress, reply, startServer, untrustedAddress } from '../harness/servers.cts';
import { eachInItsOwnWorld } from '../harness/world.cts';

const at = eachInItsOwnWorld();
const verdict = async (change = {}) => await testCredential({ ...at.world.credentials, ...change });
const against = async (status: number, body: string, headers?: Record<string, string>) => {
	const server = await startServer(reply(status, body, headers));
	const result = await verdict({ domain: server.url });
	return { ...result, received: server.received };
};

describe.each(['envelope', 'http'] as const)('the credential test, refusals sent as %s', (refusalStyle) => {
	beforeEach(() => {
		at.world.joggAi.settings.refusalStyle = refusalStyle;
	});

	it.each([
		['a good key', {}],
		['a key with blanks around', { apiKey: ' sandbox-key\n' }],
	])('passes with %s', async (_what, change) => {
		expect(await verdict(change)).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(at.world.joggAi.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /v2/user/whoami',
		]);
	});

	it.each(['/', '/v2', '/v2/', '//', ' '])('passes with %j behind the base URL', async (end) => {
		expect(await verdict({ domain: at.world.joggAi.url + end })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['a wrong key', { apiKey: 'wrong' }, /^JoggAI did not accept the API key\. .*paste the key again/],
		['an empty key', { apiKey: '' }, /^The JoggAI credential has no API Key\. Paste the key/],
		[
			'a key without API permission',
			{ apiKey: 'sandbox-key-no-api' },
			/^This JoggAI account has no permission to use the API/,
		],
	])('tells %s apart', async (_what, change, message) => {
		expect(await verdict(change)).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	});

	it.each([
		[429, /too many requests/],
		[50000, /fault on its side/],
	])('tells what code %i means', async (code, message) => {
		at.world.joggAi.fault({ match: 'GET /v2/user/whoami', kind: 'code', code });

		expect(await verdict()).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	});

	it.each([10104, 18020, 40000, 12345])(
		'does not pass with code %i, and does not blame the address alone',
		async (code) => {
			at.world.joggAi.fault({ match: 'GET /v2/user/whoami', kind: 'code', code });

			const { status, message } = await verdict();

			expect(status).toBe('Error');
			expect(message).toMatch(/did not say whose key/);
		},
	);

	it.each([{ email: 'joe@example.com' }, { email: 'joe@example.com', username: '' }, { user_id: 'u1' }])(
		'passes where JoggAI tells whose key it is: %j',
		async (data) => {
			expect(await against(200, JSON.stringify({ code: 0, data }))).toMatchObject({ status: 'OK' });
		},
	);

	it('does not pass where JoggAI does not say whose key it is', async () => {
		at.world.joggAi.fault({ match: 'GET /v2/user/whoami', kind: 'noData' });

		expect(await verdict()).toMatchObject({ status: 'Error' });
	});

	it('reads the guide’s dialect too', async () => {
		at.world.joggAi.settings.dialect = 'guide';

		expect(await verdict()).toMatchObject({ status: 'OK' });
	});
});

describe('an address that is not JoggAI’s', () => {
	it.each([
		['a web page', 200, '<html><body>Welcome</body></html>', { 'content-type': 'text/html' }],
		['a page that is not there', 404, '<html>404</html>', { 'content-type': 'text/html' }],
		['a bad gateway', 502, '<html>502</html>', { 'content-type': 'text/html' }],
		['nothing', 200, '', {}],
		['another API', 200, '{"hello":"world"}', { 'content-type': 'application/json' }],
		['another API with a code', 200, '{"code":0,"data":{}}', { 'content-type': 'application/json' }],
	])('that answers with %s is named as such', async (_what, status, body, headers) => {
		expect(await against(status, body, headers as unknown as Record<string, string>)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/[Cc]heck the Base URL/),
		});
	});

	it('that sends elsewhere does not get the key sent there', async () => {
		const elsewhere = await startServer(reply(200, '{"code":0,"data":{"username":"thief"}}'));

		const { status } = await against(302, '', { location: `${elsewhere.url}/v2/user/whoami` });

		expect(status).toBe('Error');
		expect(elsewhere.received).toEqual([]);
	});

	it('where nothing listens is told in words, with the code behind them', async () => {
		expect(await verdict({ domain: await closedAddress() })).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^n8n cannot reach JoggAI at 127\.0\.0\.1:\d+\. Check the Base URL .*\(ECONNREFUSED\)/,
			),
		});
	});

	it('whose name nobody knows is told in words', async () => {
		const { message } = await verdict({ domain: 'http://joggai.invalid' });
		expect(message).toMatch(
			/^n8n cannot reach JoggAI at joggai\.invalid\. Check the Base URL .*\((ENOTFOUND|EAI_AGAIN)\)/,
		);
	});

	it('with a certificate that is not trusted is told with what helps', async () => {
		const { message } = await verdict({ domain: await untrustedAddress() });
		expect(message).toMatch(/certificate is not trusted: .*NODE_EXTRA_CA_CERTS.*\((DEPTH_ZERO_)?SELF_SIGNED/);
	});

	it.each(['api.jogg.ai', 'https://', 'ftp://api.jogg.ai', 'https://api.jogg.ai?x=1'])(
		'that is none (%s) is told without a request',
		async (domain) => {
			expect(await verdict({ domain })).toEqual({
				status: 'Error',
				message: expect.stringContaining('has a Base URL that is no web address'),
			});
		},
	);

	it('that answers with the key in its words does not get it shown', async () => {
		const { message } = await against(200, '{"code":10105,"msg":"sandbox-key is wrong"}');
		expect(message).toContain('*** is wrong');
	});
});

describe('the credential', () => {
	it('is tested by every node, so that n8n finds the test whichever it asks', () => {
		for (const { description, type } of listedNodes) {
			expect(description.credentials).toEqual([
				{ name: 'joggAiApi', required: true, testedBy: 'testJoggAiApi' },
			]);
			expect(type.methods?.credentialTest).toEqual({ testJoggAiApi });
		}
	});
});
