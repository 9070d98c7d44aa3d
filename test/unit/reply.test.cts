import fc from 'fast-check';
import { clock } from '../../nodes/shared/platform/clock';
import { readReply, requireData } from '../../nodes/shared/api/reply';

const status = fc.integer({ min: 200, max: 599 });
const envelope = fc.record(
	{
		code: fc.oneof(fc.integer(), fc.constant(0), fc.constant('0'), fc.string()),
		// What JSON can hold; JoggAI's words are told as they are.
		msg: fc.jsonValue(),
		data: fc.anything(),
		rid: fc.anything(),
	},
	{ requiredKeys: [] },
);
const body = fc.oneof(
	fc.anything(),
	fc.string(),
	fc.json(),
	envelope,
	envelope.map((one) => JSON.stringify(one)),
);
const headers = fc.dictionary(
	fc.constantFrom('retry-after', 'retryafter', 'x-ratelimit-reset', 'content-type'),
	fc.oneof(fc.string(), fc.double().map(String)),
);

/** Whether JoggAI said yes, judged naively. */
function saysYes(statusCode: number, received: unknown): boolean {
	let told = received;
	if (typeof received === 'string') {
		try {
			told = JSON.parse(received);
		} catch {
			return false;
		}
	}
	const code = typeof told === 'object' && told !== null ? (told as { code?: unknown }).code : undefined;
	return (
		statusCode < 400 && (code === 0 || (typeof code === 'string' && code.trim() !== '' && Number(code) === 0))
	);
}

describe('a bare HTTP 404', () => {
	it('is a wrong address, not an unknown ID', () => {
		const { problem } = readReply({ statusCode: 404, headers: {}, body: '' });

		expect(problem).toMatchObject({
			what: "JoggAI's address answered with an empty reply (HTTP 404)",
			next: expect.stringContaining('Base URL'),
		});
	});
});

describe('readReply', () => {
	it('never throws, and reports success for nothing but code 0 below HTTP 400', () => {
		fc.assert(
			fc.property(status, headers, body, (statusCode, sent, received) => {
				const { problem } = readReply({ statusCode, headers: sent, body: received });
				expect(problem === undefined).toBe(saysYes(statusCode, received));
			}),
			{ numRuns: 3000 },
		);
	});

	it('always says in words what happened and what to do next', () => {
		fc.assert(
			fc.property(status, headers, body, (statusCode, sent, received) => {
				const { problem } = readReply({ statusCode, headers: sent, body: received });
				if (!problem) return;
				expect(problem.what).toMatch(/^\S.{10,}/);
				expect(problem.next).toMatch(/^\S.{10,}/);
				expect(`${problem.what} ${problem.next}`).not.toMatch(/undefined|NaN|\[object/);
				expect(problem.said === undefined || typeof problem.said === 'string').toBe(true);
				if (problem.retryAfterSeconds !== undefined) expect(problem.retryAfterSeconds).toBeGreaterThan(0);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		[{ 'retry-after': '7' }, {}, 7],
		[{ retryafter: '8' }, {}, 8],
		[{ 'x-ratelimit-reset': '9' }, {}, 9],
		[{}, { retryAfter: 10 }, 10],
		[{}, { data: { retryAfter: 11 } }, 11],
		[{}, { retry_after: 12 }, 12],
		[{}, { data: { retry_after: '13' } }, 13],
		[{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, {}, undefined],
		[{ 'retry-after': '0' }, { retryAfter: -3 }, undefined],
	])('finds the waiting time in %j %j', (sent, more, seconds) => {
		const { problem } = readReply({
			statusCode: 200,
			headers: sent,
			body: { code: 429, msg: 'slow down', ...more },
		});

		expect(problem).toMatchObject({ code: 429, transient: true });
		expect(problem?.retryAfterSeconds).toBe(seconds);
		expect(problem?.outcomeUnknown).toBeFalsy();
	});

	const NOW = 1_790_000_000;
	it.each<[string, Record<string, unknown>, number | undefined]>([
		['seconds', { 'x-ratelimit-reset': '17' }, 17],
		['another spelling', { 'x-rate-limit-reset': 17 }, 17],
		['the standard to come', { 'ratelimit-reset': '17' }, 17],
		['a moment', { 'x-ratelimit-reset': `${NOW + 17}` }, 17],
		['milliseconds', { 'x-ratelimit-reset': `${NOW + 17}000` }, 17],
		['a date (RFC 9110)', { 'retry-after': new Date((NOW + 17) * 1000).toUTCString() }, 17],
		['a date of another form', { 'ratelimit-reset': new Date((NOW + 17) * 1000).toISOString() }, 17],
		['a moment gone by', { 'x-ratelimit-reset': `${NOW - 5}` }, undefined],
		['seconds, just short of being a moment', { 'ratelimit-reset': 999_999_999 }, 999_999_999],
		['milliseconds, just so', { 'ratelimit-reset': 1e12 }, undefined],
		['no number', { 'x-ratelimit-reset': 'soon' }, undefined],
		['an empty text', { 'x-ratelimit-reset': '' }, undefined],
	])('tells from the headers when the limit opens again: %s', (_form, headers, seconds) => {
		const moment = jest.spyOn(clock, 'wallTime').mockReturnValue(NOW * 1000);
		const { problem } = readReply({ statusCode: 200, headers, body: { code: 429, msg: 'slow down' } });
		moment.mockRestore();
		expect(problem?.retryAfterSeconds).toBe(seconds);
	});

	it.each([
		[200, '', 'an empty reply'],
		[302, '', 'an empty reply'],
		[200, '<html></html>', 'something else than a JoggAI reply'],
		[200, '{"code":0,"ms', 'something else than a JoggAI reply'],
		[200, { ok: true }, 'something else than a JoggAI reply'],
		[200, { code: ' ', data: { a: 1 } }, 'something else than a JoggAI reply'],
		[200, [1], 'something else than a JoggAI reply'],
		[418, { code: 0 }, 'something else than a JoggAI reply'],
	])('names HTTP %i with %j for what it is', (statusCode, received, words) => {
		expect(readReply({ statusCode, headers: {}, body: received }).problem?.what).toContain(words);
	});

	it.each([
		[399, true],
		[400, false],
	])('takes code 0 at HTTP %i for a success: %s', (statusCode, isSuccess) => {
		const { problem } = readReply({ statusCode, headers: {}, body: { code: 0, data: {} } });
		expect(problem === undefined).toBe(isSuccess);
	});

	it('takes a code that arrives as text for the number it is', () => {
		expect(readReply({ statusCode: 200, headers: {}, body: { code: '0', data: { a: 1 } } })).toEqual({
			data: { a: 1 },
		});
		expect(
			readReply({ statusCode: 200, headers: {}, body: { code: '18020', msg: '' } }).problem,
		).toMatchObject({ code: 18020, fatal: true });
	});

	it("puts JoggAI's reason into the title where nothing else tells it", () => {
		const told = (code: number, msg: string) =>
			readReply({ statusCode: 200, headers: {}, body: { code, msg } }).problem;

		expect(told(40000, 'script is too long.')).toMatchObject({
			what: 'JoggAI did not accept the values of this request: script is too long',
			said: 'script is too long.',
		});
		expect(told(12345, 'not today')?.what).toBe('JoggAI refused the request: not today');
		expect(told(18020, 'Insufficient quota')).toMatchObject({
			what: 'The JoggAI account does not have enough credits',
			said: 'Insufficient quota',
		});
	});

	it('cuts short what JoggAI says at length, below the title', () => {
		expect(
			readReply({ statusCode: 200, headers: {}, body: { code: 40000, msg: 'x'.repeat(10_000) } }).problem
				?.said,
		).toHaveLength(500);
	});
});

describe('a refusal', () => {
	const refused = (code: number, statusCode = 200, more = {}) =>
		readReply({ statusCode, headers: {}, body: { code, ...more } }).problem;

	it('is told with its words, its request ID and what it means', () => {
		expect(refused(40000, 400, { msg: 'see https://a.example/x?sig=1', rid: 7 })).toEqual({
			what: 'JoggAI did not accept the values of this request: see https://a.example/x',
			said: 'see https://a.example/x',
			next: expect.stringContaining('Correct what'),
			code: 40000,
			httpStatus: 400,
			requestId: '7',
			outcomeUnknown: false,
			transient: false,
		});
		expect(refused(40000, 200, { msg: ' ' })).not.toHaveProperty('said', expect.anything());
	});

	it.each([
		[50000, 200, true, true],
		[12345, 500, true, true],
		[12345, 499, false, false],
		[40000, 500, false, false],
		[429, 200, false, true],
		[40000, 429, false, true],
	])(
		'with the code %i at HTTP %i leaves the outcome unknown: %s, and may pass: %s',
		(code, status, unknown, may) => {
			expect(refused(code, status)).toMatchObject({ outcomeUnknown: unknown, transient: may });
		},
	);

	it('for too many requests is one by its HTTP status, too', () => {
		expect(refused(40000, 429)).toMatchObject({ code: 429 });
		const page = { statusCode: 429, headers: { 'retry-after': '9' }, body: '<html>' };
		expect(readReply(page).problem).toMatchObject({ code: 429, retryAfterSeconds: 9, outcomeUnknown: false });
		expect(refused(40000, 200, { retryAfter: 7 })).not.toHaveProperty('retryAfterSeconds', expect.anything());
	});
});

describe('a reply without an envelope', () => {
	const bare = (statusCode: number, body?: unknown) => readReply({ statusCode, headers: {}, body }).problem;

	it.each([
		[401, undefined, 10105],
		[402, ' ', 18020],
		[403, null, 18025],
		[404, { ok: false }, 10104],
		[422, {}, 40000],
		[500, {}, 50000],
	])('with HTTP %i and %j is what JoggAI means by that', (status, body, code) => {
		expect(bare(status, body)).toMatchObject({ code, httpStatus: status });
	});

	it.each([
		[404, '', 'an empty reply', false],
		[404, '<html>', 'something else', false],
		[403, '<html>', 'something else', false],
		[300, '', 'an empty reply', false],
		[300, null, 'an empty reply', false],
		[300, undefined, 'an empty reply', false],
		[500, '<html>', 'something else', true],
		[299, '', 'an empty reply', true],
		[408, '', 'an empty reply', true],
		[499, '<html>', 'something else', false],
		[502, '<html>', 'something else', true],
	])('with HTTP %i and %j is from somebody else (%s), and may pass: %s', (status, body, words, mayPass) => {
		expect(bare(status, body)).toEqual({
			what: expect.stringContaining(words),
			next: expect.stringContaining(mayPass ? 'out of order' : 'A proxy or firewall'),
			httpStatus: status,
			outcomeUnknown: mayPass,
			transient: mayPass,
		});
	});

	it('is believed only where HTTP says that it went well, and only where it is what was asked for', () => {
		const isExpected = (data: unknown) => (data as { id?: number } | undefined)?.id === 7;
		const read = (statusCode: number, body: unknown) =>
			readReply({ statusCode, headers: {}, body }, isExpected);
		expect(read(200, { data: { id: 7 } })).toEqual({ data: { id: 7 } });
		expect(read(200, { id: 7 })).toEqual({ data: { id: 7 } });
		expect(read(200, '{"id":7}')).toEqual({ data: { id: 7 } });
		for (const status of [201, 202, 299]) expect(read(status, { id: 7 })).toEqual({ data: { id: 7 } });
		for (const status of [199, 300, 400, 500]) expect(read(status, { id: 7 }).problem).toBeDefined();
		expect(read(200, { id: 8 }).problem).toBeDefined();
		expect(read(200, { code: '', id: 7 })).toEqual({ data: { code: '', id: 7 } });
		expect(read(200, { code: 'x', id: 8 }).problem?.what).toContain('something else');
	});
});

describe('data that there must be', () => {
	it('are an object with something in it', () => {
		expect(requireData({ a: 1 })).toEqual({ a: 1 });
		for (const data of [undefined, null, {}, [1], 'text'])
			expect(() => requireData(data)).toThrow(
				expect.objectContaining({
					message: 'JoggAI answered without any data',
					problem: expect.objectContaining({ outcomeUnknown: true }),
				}),
			);
	});
});
