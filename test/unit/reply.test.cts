import fc from 'fast-check';
import { readReply } from '../../nodes/shared/api/reply';

const status = fc.integer({ min: 200, max: 599 });
const envelope = fc.record(
	{
		code: fc.oneof(fc.integer(), fc.constant(0), fc.constant('0'), fc.string()),
		msg: fc.anything(),
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

	it.each([
		[200, '', 'an empty reply'],
		[302, '', 'an empty reply'],
		[200, '<html></html>', 'something else than a JoggAI reply'],
		[200, '{"code":0,"ms', 'something else than a JoggAI reply'],
		[200, { ok: true }, 'something else than a JoggAI reply'],
		[200, [1], 'something else than a JoggAI reply'],
		[418, { code: 0 }, 'something else than a JoggAI reply'],
	])('names HTTP %i with %j for what it is', (statusCode, received, words) => {
		expect(readReply({ statusCode, headers: {}, body: received }).problem?.what).toContain(words);
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
			said: undefined,
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
