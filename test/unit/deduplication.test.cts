import { claim, unclaim } from '../../nodes/Trigger/deduplication';

describe('the memory of deliveries', () => {
	it('lets the first of equal deliveries through, and the next one after a release', () => {
		expect([claim('a'), claim('a')]).toEqual([true, false]);
		unclaim('a');
		expect(claim('a')).toBe(true);
	});

	it('keeps the newest five thousand', () => {
		for (let index = 0; index < 5001; index++) claim(`many-${index}`);
		expect(claim('many-5000')).toBe(false);
		expect(claim('many-1000')).toBe(false);
		expect(claim('many-0')).toBe(true);
	});
});
