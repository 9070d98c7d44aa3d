import type { IDataObject, INode } from 'n8n-workflow';
import type { Field } from '../../nodes/shared/platform/field';
import { filledFields } from '../../nodes/shared/form/filledFields';
import { findInvalid, numericId } from '../../nodes/shared/form/validation';
import { webAddress } from '../../nodes/shared/vocabulary/addresses';

type SomeField = Partial<Field> & Pick<Field, 'type'>;

const fieldOf = (field: SomeField): Field => ({ displayName: 'Field', name: 'field', default: '', ...field });

const invalidIn = (node: INode, fields: Field[], read: (name: string) => unknown) =>
	findInvalid(filledFields(node, fields, read), { isLocal: false });

/** What is wrong with a field that holds this value. */
const invalid = (field: SomeField, value: unknown) =>
	invalidIn({ parameters: {} } as INode, [fieldOf(field)], () => value);

const wrong = (field: SomeField, value: unknown) => invalid(field, value)?.what;

const menu = (...values: string[]) => values.map((value) => ({ name: value.toUpperCase(), value }));

describe('an ID that is a number', () => {
	it.each(['81', ' 81 ', 81, '9007199254740991'])('may be %j', (value) => {
		expect(numericId(value)).toBeUndefined();
	});

	it.each(['0', '081', '-81', '8.1', '81a', 'a81', '9007199254740993', '', null])('is not %j', (value) => {
		expect(numericId(value)).toContain('must be a number');
	});
});

describe('the fields of an item', () => {
	it('are told about in their order, and only where the user sees them', () => {
		const node = { parameters: { mode: 'url' } } as unknown as INode;
		const fields = [
			fieldOf({
				displayName: 'Hidden',
				name: 'a',
				type: 'number',
				displayOptions: { show: { mode: ['id'] } },
			}),
			fieldOf({ displayName: 'Fine', name: 'b', type: 'number' }),
			fieldOf({
				displayName: 'First',
				name: 'c',
				type: 'number',
				displayOptions: { show: { mode: ['url'] } },
			}),
			fieldOf({ displayName: 'Second', name: 'd', type: 'number' }),
		];
		const values: IDataObject = { a: 'x', b: 1, c: 'x', d: 'x' };

		expect(invalidIn(node, fields, (name) => values[name])?.what).toBe("'First' must be a number");
		expect(invalidIn(node, fields.slice(0, 2), (name) => values[name])).toBeUndefined();
	});

	it.each(['undefined', ' null ', 'NaN', 'Look at our [object Object]!'])(
		'are no text where an expression has found none: %j',
		(value) => {
			expect(invalid({ type: 'string' }, value)?.what).toBe("'Field' must be a text");
		},
	);

	it.each(['This is undefined.', 'null and void', 'NaNcy'])('may speak of it: %j', (value) => {
		expect(invalid({ type: 'string' }, value)).toBeUndefined();
	});

	it('are empty where they hold nothing but letters without a width', () => {
		expect(invalid({ type: 'string', required: true }, ' \u200B\uFEFF')?.what).toBe("'Field' is empty");
	});

	it('are told with their value and an example of what to enter', () => {
		const check = () => 'must be something else';

		const field = { type: 'string' as const, check, placeholder: 'e.g. https://example.com/a.mp3' };
		expect(invalid({ ...field, otherWay: 'Or add a file.' }, 'b.mp3')?.next).toBe(
			'The value here is "b.mp3". Enter something like https://example.com/a.mp3. Or add a file.',
		);
		expect(
			invalid({ type: 'string', check, placeholder: 'e.g. https://example.com/a.mp3' }, 'b.mp3'),
		).toEqual({
			what: "'Field' must be something else",
			next: 'The value here is "b.mp3". Enter something like https://example.com/a.mp3',
			field: { name: 'Field', value: 'text of 5 letters' },
		});
		expect(invalid({ type: 'string', check, placeholder: 'Choose …' }, 'b.mp3')?.next).toBe(
			'The value here is "b.mp3".',
		);
		expect(invalid({ type: 'number' }, [1, { a: 2 }])?.next).toBe('The value here is [1,{"a":2}].');
	});

	it('are told with the beginning of a long value, and never with what may be a signature', () => {
		const check = () => 'must be shorter';
		const told = (value: string) => invalid({ type: 'string', check }, value)?.next;

		expect(told('x'.repeat(58))).toBe(`The value here is "${'x'.repeat(58)}".`);
		expect(told('x'.repeat(59))).toBe(`The value here is "${'x'.repeat(59)}….`);
		expect(told('🎬'.repeat(70))).toBe(`The value here is "${'🎬'.repeat(59)}….`);
		expect(told('https://m.example/a?signature=s3cret')).not.toContain('s3cret');
	});
});

describe('an empty field', () => {
	const empty = "'Field' is empty";
	const NOTHING = ['', ' \n\t', null, undefined, [], [''], {}, { a: ' ', b: [null] }];

	it.each(NOTHING)('(%j) is fine where nothing is needed', (value) => {
		const check = () => 'must not be looked at';
		expect(wrong({ type: 'string', check }, value)).toBeUndefined();
		expect(wrong({ type: 'options', options: [...menu('a', ''), ...menu('b')] }, value)).toBeUndefined();
	});

	it.each(NOTHING)('(%j) is none where something is needed', (value) => {
		expect(wrong({ type: 'string', required: true }, value)).toBe(empty);
		expect(wrong({ type: 'string', isNeededWhenAdded: true }, value)).toBe(empty);
		expect(wrong({ type: 'number' }, value)).toBe(empty);
		expect(wrong({ type: 'boolean' }, value)).toBe(empty);
		expect(wrong({ type: 'options', options: menu('a', 'b') }, value)).toBe(empty);
		expect(wrong({ type: 'options' }, value)).toBe(empty);
	});

	it.each([0, 'a', ['', 'a'], { a: '', b: 0 }])('is none that holds %j', (value) => {
		expect(wrong({ type: 'string', required: true, typeOptions: { multipleValues: true } }, value)).toBe(
			undefined,
		);
	});

	it('of a menu whose entries are groups of fields counts as one without an empty choice', () => {
		const options = [{ displayName: 'Group', name: 'group', values: [] }];
		expect(wrong({ type: 'options', options }, '')).toBe(empty);
	});
});

describe('what a field of a type cannot work with', () => {
	it.each([
		['boolean', 'true', "'Field' must be true or false"],
		['boolean', false, undefined],
		['string', { a: 1 }, "'Field' must be a text"],
		['string', ['a'], "'Field' must be a text"],
		['string', 7, undefined],
		['resourceLocator', { a: 1 }, "'Field' must be a text or a number"],
		['resourceLocator', 'a', undefined],
		['resourceLocator', 7, undefined],
		['color', { a: 1 }, undefined],
	] as const)('of the type %s: %j', (type, value, told) => {
		expect(wrong({ type }, value)).toBe(told);
	});

	it('is told before what the field itself would say, which is told otherwise', () => {
		const check = () => 'is not to my taste';
		expect(wrong({ type: 'string', check }, { a: 1 })).toBe("'Field' must be a text");
		expect(wrong({ type: 'string', check }, 'a')).toBe("'Field' is not to my taste");
		expect(wrong({ type: 'color', check }, 'a')).toBe("'Field' is not to my taste");
	});
});

describe('a number', () => {
	it.each<[Field['typeOptions'], unknown, string | undefined]>([
		[undefined, '12.5', undefined],
		[undefined, -1e9, undefined],
		[undefined, true, "'Field' must be a number"],
		[undefined, 'many', "'Field' must be a number"],
		[undefined, Infinity, "'Field' must be a number"],
		[{ numberPrecision: 0 }, 1.5, "'Field' must be a whole number"],
		[{ numberPrecision: 0 }, '2', undefined],
		[{ numberPrecision: 1 }, 1.5, undefined],
		[{ minValue: 1 }, 1, undefined],
		[{ minValue: 1 }, 0.99, "'Field' must be at least 1"],
		[{ minValue: 1 }, 1e9, undefined],
		[{ minValue: 1, maxValue: 3 }, 3, undefined],
		[{ minValue: 1, maxValue: 3 }, 3.01, "'Field' must be between 1 and 3"],
		[{ minValue: 1, maxValue: 3 }, 0, "'Field' must be between 1 and 3"],
		[{ maxValue: 3 }, -7, undefined],
	])('with the settings %j: %j', (typeOptions, value, told) => {
		expect(wrong({ type: 'number', typeOptions }, value)).toBe(told);
	});
});

describe('a choice', () => {
	const ten = menu(...'abcdefghij');

	it.each([
		['a', undefined],
		['b', undefined],
		['c', "'Field' must be one of a, b"],
		['A', "'Field' must be one of a, b"],
	])('of one entry of a menu: %j', (value, told) => {
		expect(wrong({ type: 'options', options: menu('a', '', 'b') }, value)).toBe(told);
	});

	it('of several is fine when the menu has each of them', () => {
		const field: SomeField = { type: 'multiOptions', options: menu('a', 'b', 'c') };
		expect(wrong(field, ['a', 'c'])).toBeUndefined();
		expect(wrong(field, ['a', 'd'])).toBe("'Field' must be one of a, b, c");
		expect(wrong(field, ['a', { value: 'b' }])).toBe("'Field' must be made of texts");
		expect(wrong(field, { value: 'b' })).toBe("'Field' must be made of texts");
	});

	it('of a number is found although the expression yields a text', () => {
		const options = [{ name: 'Three', value: 3 }];
		expect(wrong({ type: 'options', options }, '3')).toBeUndefined();
		expect(wrong({ type: 'options', options }, 3)).toBeUndefined();
	});

	it.each<[string, Partial<Field>]>([
		['is open', { isOpen: true }],
		['is loaded', { typeOptions: { loadOptionsMethod: 'getEvents' } }],
	])('that the menu does not have is fine where the menu %s, but not when it is no text', (_how, more) => {
		const field: SomeField = { type: 'options', options: menu('a'), ...more };
		expect(wrong(field, 'new')).toBeUndefined();
		for (const value of [{ value: 'new' }, ['new'], true, 'undefined'])
			expect(wrong(field, value)).toBe("'Field' must be a text");
		expect(wrong({ ...field, type: 'multiOptions' }, ['new', { value: 'new' }])).toBe(
			"'Field' must be made of texts",
		);
	});

	it('of one is no list, not even of one', () => {
		expect(wrong({ type: 'options', options: menu('a', 'b') }, ['a'])).toBe("'Field' must be a text");
		expect(wrong({ type: 'multiOptions', options: menu('a', 'b') }, ['a'])).toBeUndefined();
		expect(wrong({ type: 'multiOptions', options: menu('a', 'b') }, 'a')).toBeUndefined();
	});

	it('is told with all values of a short menu, and of a long one with its default or its first', () => {
		const long = [...ten, ...menu('k')];
		expect(wrong({ type: 'options', options: ten }, 'x')).toBe(
			"'Field' must be one of a, b, c, d, e, f, g, h, i, j",
		);
		expect(wrong({ type: 'options', options: long, default: 'd' }, 'x')).toBe(
			"'Field' must be one of the menu's values, such as d",
		);
		expect(wrong({ type: 'options', options: long }, 'x')).toBe(
			"'Field' must be one of the menu's values, such as a",
		);
	});

	it('is not to be had from a menu without entries', () => {
		expect(wrong({ type: 'options' }, 'x')).toBe("'Field' must be one of ");
	});
});

describe('a collection', () => {
	const options = [
		fieldOf({ displayName: 'Name', name: 'name', type: 'string', required: true }),
		fieldOf({ displayName: 'Count', name: 'count', type: 'number' }),
		fieldOf({ displayName: 'Music', name: 'music', type: 'resourceLocator', check: numericId }),
	];
	const collection: SomeField = { type: 'collection', options };

	it.each([undefined, {}, { name: 'x' }, { count: 1, other: '' }])(
		'is fine with %j: only what the user added counts',
		(value) => {
			expect(wrong(collection, value)).toBeUndefined();
		},
	);

	it('is told with the first of its fields that is wrong', () => {
		expect(wrong(collection, { name: '' })).toBe("'Name' is empty");
		expect(wrong(collection, { name: 'x', count: 'many' })).toBe("'Count' must be a number");
		expect(wrong(collection, { count: 'many', name: '' })).toBe("'Name' is empty");
	});

	it('is empty where it is required and nothing in it holds anything', () => {
		expect(wrong({ ...collection, required: true }, {})).toBe("'Field' is empty");
		expect(wrong({ ...collection, required: true }, { name: ' ' })).toBe("'Field' is empty");
		expect(wrong({ ...collection, required: true }, { name: 'x' })).toBeUndefined();
	});

	it.each([
		[{ __rl: true, mode: 'id', value: '81' }, undefined],
		[{ __rl: true, mode: 'id', value: 'x' }, "'Music' must be a number such as 81"],
		[{ __rl: true, mode: 'id', value: '' }, undefined],
		[null, undefined],
	])('has a picker whose choice is looked at, not how it was made (%j)', (music, told) => {
		expect(wrong(collection, { music })?.split(';')[0]).toBe(told);
	});
});

describe('a collection of groups', () => {
	const values = [
		fieldOf({ displayName: 'Name', name: 'name', type: 'string', required: true }),
		fieldOf({ displayName: 'URL', name: 'url', type: 'string', check: webAddress }),
	];
	const groups: SomeField = {
		type: 'fixedCollection',
		options: [
			{ displayName: 'First', name: 'first', values },
			{ displayName: 'Second', name: 'second', values: [fieldOf({ type: 'number', name: 'count' })] },
		],
	};
	const fine = { name: 'x', url: 'https://a.example' };

	it.each([
		undefined,
		{},
		{ first: [] },
		{ first: fine },
		{ first: [fine, fine], second: [{ count: 1 }] },
		{ unknown: [{ name: '' }] },
	])('is fine with %j', (value) => {
		expect(wrong(groups, value)).toBeUndefined();
	});

	it.each<[IDataObject, string]>([
		[{ first: { name: '' } }, "'Name' is empty"],
		[
			{ first: [fine, { name: 'x', url: 'a.example' }] },
			"'URL' must be a web address that starts with https://",
		],
		[{ first: [fine], second: [{ count: 1 }, { count: 'x' }] }, "'Field' must be a number"],
	])('is told with the first wrong field of its entries (%j)', (value, told) => {
		expect(wrong(groups, value)).toBe(told);
	});

	it('has fields that stand there only beside a choice in the same entry, which may be the usual one', () => {
		const kind = fieldOf({ name: 'kind', type: 'options', options: menu('url', 'file'), default: 'url' });
		const shownFor = (value: string) => ({ displayOptions: { show: { kind: [value] } } });
		const url = fieldOf({
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			...shownFor('url'),
		});
		const file = fieldOf({
			displayName: 'File',
			name: 'file',
			type: 'string',
			required: true,
			...shownFor('file'),
		});
		const field: SomeField = {
			type: 'fixedCollection',
			options: [{ displayName: 'First', name: 'first', values: [kind, url, file] }],
		};
		expect(wrong(field, { first: [{ kind: 'file', file: 'data' }] })).toBeUndefined();
		expect(wrong(field, { first: [{ kind: 'file', url: 'x' }] })).toBe("'File' is empty");
		expect(wrong(field, { first: [{ kind: 'url', file: 'data' }] })).toBe("'URL' is empty");
	});

	it('is told with what helps beside another value', () => {
		const otherWay = "Or set 'Source' to File.";
		const check = () => ({ what: 'must be a file', next: 'Get it.' });
		expect(invalid({ type: 'string', check, otherWay }, 'x')).toMatchObject({
			what: "'Field' must be a file",
			next: 'The value here is "x". Get it. Or set \'Source\' to File.',
		});
	});
});
