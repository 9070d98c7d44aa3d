import { eventNames } from '../../nodes/shared/vocabulary/events';

describe('the events that a field holds', () => {
	it.each([
		[
			['a', 'b', 'a'],
			['a', 'b'],
		],
		['a', ['a']],
		[' a , b ,', ['a', 'b']],
		[undefined, []],
		[[], []],
		['', []],
	])('%j are %j', (value, names) => {
		expect(eventNames(value)).toEqual(names);
	});
});
