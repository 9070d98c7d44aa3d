import {
	accountFull,
	type Endpoint,
	explainRefusal,
	fits,
	ownEndpoints,
	readEndpoint,
} from '../../nodes/Trigger/endpoint';

const URL = 'https://n8n.example.com/webhook/5f0e';
const endpoint = (id: string, url = URL): Endpoint => ({ id, url, enabled: true, events: ['a'] });
const remembering = (endpointId: string, url = URL) => ({
	endpointId,
	secret: 'whsec',
	url,
	owner: { credential: 'c' },
});
const idsOf = (endpoints: Endpoint[]) => endpoints.map(({ id }) => id);

describe('an endpoint in a reply', () => {
	it('is read with what JoggAI tells of it', () => {
		const raw = { endpoint_id: 'e1', url: URL, status: 'enabled', events: ['a'], secret: 'whsec_1' };
		expect(readEndpoint(raw)).toEqual({ ...endpoint('e1'), secret: 'whsec_1' });
		expect(readEndpoint({ ...raw, status: 'disabled' })?.enabled).toBe(false);
	});

	it.each([undefined, null, {}, { url: URL }])('is none without an ID (%j)', (raw) => {
		expect(readEndpoint(raw)).toBeUndefined();
	});

	it.each(['whsec_****', '••••', '…', 'whsec_1 …', '', undefined])(
		'has no secret where JoggAI hides it (%j)',
		(secret) => {
			expect(readEndpoint({ endpoint_id: 'e1', secret })?.secret).toBeUndefined();
		},
	);
});

describe('the endpoints of a trigger', () => {
	it.each([
		['with a slash at the end', `${URL}/`],
		['with several slashes at the end', `${URL}//`],
		['with the host in capitals', URL.replace('n8n.example', 'N8N.Example')],
		['with the usual port', URL.replace('.com', '.com:443')],
	])('are those of its address, also %s', (_how, url) => {
		expect(idsOf(ownEndpoints([endpoint('own', url)], URL, undefined))).toEqual(['own']);
	});

	it.each([
		['another path', `${URL}1`],
		['another host', URL.replace('n8n', 'm8n')],
		['the same path without a slash in it', URL.replace('webhook/', 'webhook')],
		['no address at all', 'somewhere'],
	])('are not those with %s', (_what, url) => {
		expect(ownEndpoints([endpoint('other', url)], URL, undefined)).toEqual([]);
	});

	it('begin with the remembered one', () => {
		const twins = [endpoint('first'), endpoint('second'), endpoint('third')];

		expect(idsOf(ownEndpoints(twins, URL, remembering('third')))).toEqual(['third', 'first', 'second']);
		expect(idsOf(ownEndpoints(twins, URL, remembering('first')))).toEqual(['first', 'second', 'third']);
	});

	it('include a remembered one whose address JoggAI spells in a way of its own', () => {
		const all = [endpoint('other', 'https://x.example/'), endpoint('own', 'n8n.example.com/webhook/5f0e')];
		expect(idsOf(ownEndpoints(all, URL, remembering('own')))).toEqual(['own']);
	});

	it('do not include one that was remembered for another address', () => {
		const all = [endpoint('original', 'https://old.example/webhook/5f0e')];
		expect(ownEndpoints(all, URL, remembering('original', 'https://old.example/webhook/5f0e'))).toEqual([]);
	});
});

describe('an endpoint that fits', () => {
	it.each<[string, Partial<Endpoint>, boolean]>([
		['with the same events in another order', { events: ['b', 'a'] }, true],
		['with one event too few', { events: ['a'] }, false],
		['with one event too many', { events: ['a', 'b', 'c'] }, false],
		['with no events', { events: [] }, false],
		['that is disabled', { enabled: false }, false],
	])('%s: %j %s', (_what, change, isFit) => {
		const has = { ...endpoint('e1'), events: ['a', 'b'], ...change };
		expect(fits(has, { url: URL, events: ['a', 'b'] })).toBe(isFit);
	});
});

describe('the advice after a refused registration', () => {
	const refused = { what: 'Refused', next: 'Read it.', code: 40000, said: 'invalid parameter' };

	it.each([
		'http://n8n.example.com/hook',
		'https://n8n/hook',
		'https://localhost/hook',
		'https://n8n.localhost/hook',
		'https://n8n.local/hook',
		'https://n8n.internal/hook',
		'https://127.0.0.1/hook',
		'https://0.0.0.0/hook',
		'https://10.1.2.3/hook',
		'https://192.168.1.20/hook',
		'https://169.254.1.1/hook',
		'https://172.16.0.1/hook',
		'https://172.29.0.1/hook',
		'https://172.31.255.1/hook',
		'https://[fd00::1.2.3.4]/hook',
		'n8n.example.com/hook',
	])('is about the address %s, which JoggAI cannot reach', (url) => {
		expect(explainRefusal(refused, url).next).toContain('WEBHOOK_URL');
	});

	it('names the origin of the address, and the address itself where it has none', () => {
		expect(explainRefusal(refused, 'http://n8n.example.com/hook').what).toBe(
			'JoggAI did not accept the address of this n8n (http://n8n.example.com)',
		);
		expect(explainRefusal(refused, 'nowhere').what).toBe(
			'JoggAI did not accept the address of this n8n (nowhere)',
		);
	});

	it.each([
		'https://n8n.example.com/hook',
		'https://172.15.0.1/hook',
		'https://172.32.0.1/hook',
		'https://110.2.3.4/hook',
		'https://local.example.com/hook',
	])('is left as it is at the public address %s', (url) => {
		expect(explainRefusal(refused, url)).toBe(refused);
	});

	it.each(['url must be reachable', 'only HTTPS is allowed'])(
		'is about a public address, too, when JoggAI says "%s"',
		(said) => {
			expect(explainRefusal({ ...refused, said }, URL).next).toContain('WEBHOOK_URL');
		},
	);

	it.each(['unknown event x', 'these events are unknown'])(
		'is about the events when JoggAI says "%s"',
		(said) => {
			expect(explainRefusal({ ...refused, said }, 'http://localhost/').next).toContain('"Trigger On"');
			expect(explainRefusal({ ...refused, said }, 'http://localhost/').what).toBe('Refused');
		},
	);

	it.each([
		['that came without a code', { code: undefined }],
		['that every request would meet', { code: 10105, fatal: true }],
		['for too many requests', { code: 429 }],
		['for a fault on the side of JoggAI', { code: 50000 }],
	])('is left as it is after a refusal %s', (_what, change) => {
		const problem = { ...refused, ...change };
		expect(explainRefusal(problem, 'http://localhost/')).toBe(problem);
	});

	it('needs no words of JoggAI', () => {
		const silent = { ...refused, said: undefined };
		expect(explainRefusal(silent, URL)).toBe(silent);
		expect(explainRefusal(silent, 'http://localhost/').next).toContain('WEBHOOK_URL');
	});
});

describe('an account that is full', () => {
	it('is told with its endpoints, one after the other and without anything secret', () => {
		const { next } = accountFull([
			endpoint('e1', `${URL}?token=t0p`),
			endpoint('e2', 'https://u:p@x.example/'),
		]);
		expect(next).toContain(`The endpoints are: e1 (${URL}), e2 (https://x.example/).`);
	});
});
