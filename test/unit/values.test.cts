import {
	asId,
	asNumber,
	asObject,
	asText,
	entriesOf,
	idAt,
	isoTime,
	parsedJson,
	textsOf,
	valuesAt,
} from '../../nodes/shared/vocabulary/values';

describe('a number that JoggAI tells', () => {
	it.each([
		[7, 7],
		['7.5', 7.5],
		[0, 0],
		['', undefined],
		['many', undefined],
		[Infinity, undefined],
		[null, undefined],
		[true, undefined],
		[[7], undefined],
		[undefined, undefined],
	])('%j is %j', (value, number) => {
		expect(asNumber(value)).toBe(number);
	});
});

describe('a text that JoggAI tells', () => {
	it.each([
		[' a ', 'a'],
		[0, '0'],
		[4711, '4711'],
		['  ', undefined],
		['', undefined],
		[null, undefined],
		[true, undefined],
		[{}, undefined],
		[undefined, undefined],
	])('%j is %j', (value, text) => {
		expect(asText(value)).toBe(text);
	});
});

describe('an ID', () => {
	it.each([
		['81', 81],
		[81, 81],
		['a81', 'a81'],
		['9007199254740993', '9007199254740993'],
		['1.5', '1.5'],
		['', undefined],
		[null, undefined],
	])('%j goes back to JoggAI as %j', (value, id) => {
		expect(asId(value)).toBe(id);
	});
});

describe('the ID in data', () => {
	it.each([
		[{ a: 'x', b: 'y' }, 'x'],
		[{ a: 7 }, '7'],
		[{ a: null, b: ' y ' }, 'y'],
		[{ a: 0, b: 'y' }, 'y'],
		[{ a: '0', b: 'y' }, 'y'],
		[{ a: ' ', b: 'y' }, 'y'],
		[{ a: {}, b: 'y' }, 'y'],
		[{ a: false, b: ['z'], c: { d: 'y' } }, 'y'],
		[{ a: 0, b: '', c: { d: null } }, undefined],
		[{}, undefined],
	])('%j is the first that is one', (data, id) => {
		expect(idAt(data, ['a', 'b', 'c.d'])).toBe(id);
	});

	it('is looked for where values stand, however deep', () => {
		expect(
			valuesAt({ a: { b: 0 }, c: '', d: null, e: 'text' }, ['a.b', 'c', 'd', 'e', 'e.f', 'x.y']),
		).toEqual([0, 'text']);
	});
});

describe('JSON', () => {
	it.each([
		['{"id":1234567890123456789}', { id: '1234567890123456789' }],
		['{"id":-1234567890123456789}', { id: '-1234567890123456789' }],
		['{"id":9007199254740991,"n":1.5,"e":1e22}', { id: 9007199254740991, n: 1.5, e: 1e22 }],
		[
			'["a 12345678901234567890 \\" 1","\\\\",12345678901234567890]',
			['a 12345678901234567890 " 1', '\\', '12345678901234567890'],
		],
		['\ufeff{"a":1}', { a: 1 }],
	])('%s keeps every number that is no fraction', (json, value) => {
		expect(parsedJson(json)).toEqual(value);
	});

	it('that is none is told', () => {
		expect(() => parsedJson('{"a":')).toThrow(SyntaxError);
	});
});

describe('a list', () => {
	it('has the entries that hold something', () => {
		expect(entriesOf([{ a: 1 }, null, 'text', 7, [1], undefined])).toEqual([{ a: 1 }, [1]]);
		for (const value of [null, undefined, {}, 'text']) expect(entriesOf(value)).toEqual([]);
	});

	it('has the texts that are more than blanks', () => {
		expect(textsOf(['a', ' ', '', null, 7, ' b '])).toEqual(['a', 'b']);
		for (const value of [null, undefined, {}, 'text']) expect(textsOf(value)).toEqual([]);
	});
});

describe('a time', () => {
	it.each([
		[1760001200, '2025-10-09T09:13:20.000Z'],
		['1760001200', '2025-10-09T09:13:20.000Z'],
		[1760001200000, '2025-10-09T09:13:20.000Z'],
		[1e11, '5138-11-16T09:46:40.000Z'],
		[1e11 + 1000, '1973-03-03T09:46:41.000Z'],
		['2025-10-09T09:13:20Z', '2025-10-09T09:13:20.000Z'],
		[0, undefined],
		['soon', undefined],
		[' ', undefined],
		[null, undefined],
		[1e20, undefined],
	])('%j is %j', (value, time) => {
		expect(isoTime(value)).toBe(time);
	});
});

describe('data as an object', () => {
	it('is itself, or an empty one', () => {
		const data = { a: 1 };
		expect(asObject(data)).toBe(data);
		for (const value of [null, undefined, [1], 'text', 7]) expect(asObject(value)).toEqual({});
	});
});
