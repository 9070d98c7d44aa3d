import { secondsToReset, usedUpForSeconds } from '../../nodes/shared/api/rateHeaders';
import { readReply } from '../../nodes/shared/api/reply';
import { VirtualClock } from '../harness/virtualClock.cts';

let time: VirtualClock;
beforeEach(() => void (time = new VirtualClock().install()));
afterEach(() => time.uninstall());

const inSeconds = (seconds: number) => time.now() / 1000 + seconds;

describe('when a limit opens again', () => {
	it.each(['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'])('is told by %s', (name) => {
		expect(secondsToReset({ [name]: '17' })).toBe(17);
		expect(secondsToReset({ [name]: 'soon' })).toBeUndefined();
	});

	it('may be told in seconds or as a moment', () => {
		expect(secondsToReset({})).toBeUndefined();
		expect(secondsToReset({ 'ratelimit-reset': 999_999_999 })).toBe(999_999_999);
		expect(secondsToReset({ 'ratelimit-reset': inSeconds(20) })).toBeCloseTo(20);
		expect(secondsToReset({ 'ratelimit-reset': inSeconds(20) * 1000 })).toBeCloseTo(20);
		expect(secondsToReset({ 'ratelimit-reset': 1e12 })).toBeCloseTo(1e9 - time.now() / 1000);
	});
});

describe('an accepted request', () => {
	const told = (remaining: unknown, reset: unknown) =>
		usedUpForSeconds({ 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset });

	it.each([
		['0', '30', 30],
		[0, 60, 60],
		['0', '61', undefined],
		['0', '0', undefined],
		['0', '-1', undefined],
		['0', undefined, undefined],
		['1', '30', undefined],
		[undefined, '30', undefined],
	])('with %j remaining and a reset of %j was the last one for %j seconds', (remaining, reset, seconds) => {
		expect(told(remaining, reset)).toBe(seconds);
	});

	it('says so beside what it came to', () => {
		const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': '30' };
		const body = { code: 0, data: { a: 1 } };
		expect(readReply({ statusCode: 200, headers, body })).toEqual({ data: { a: 1 }, usedUpForSeconds: 30 });
		expect(readReply({ statusCode: 200, headers: {}, body })).toEqual({ data: { a: 1 } });
		expect(readReply({ statusCode: 200, headers, body: { code: 40000 } })).toMatchObject({
			problem: { code: 40000 },
			usedUpForSeconds: 30,
		});
	});
});
