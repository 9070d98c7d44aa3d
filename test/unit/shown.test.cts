import { shown, withoutQueries } from '../../nodes/shared/vocabulary/shown';

describe('words with an address', () => {
	it.each([
		['see https://a.example/x?sig=1&b=2 now', 'see https://a.example/x now'],
		['HTTP://a.example/x#part, https://b.example/?q', 'HTTP://a.example/x, https://b.example/'],
		[
			'"https://a.example/x?sig=1" and <https://b.example/y?z>',
			'"https://a.example/x" and <https://b.example/y>',
		],
		["('https://a.example/x?sig=1')", "('https://a.example/x')"],
		["'https://a.example/x?sig=1', then", "'https://a.example/x', then"],
		['why? https://a.example/x', 'why? https://a.example/x'],
		['oss://bucket/x?Signature=s now', 'oss://bucket/x now'],
		['from cdn.example.com/x?sig=s3cret.', 'from cdn.example.com/x.'],
		['//cdn.example.com/x?sig=s', '//cdn.example.com/x'],
		['https:/a.example/x?sig=s', 'https:/a.example/x'],
		['https://user:pass@a.example/x?token=1#part', 'https://a.example/x'],
		['at https://token@a.example:8080/x', 'at https://a.example:8080/x'],
		['https://a.example:8080/@x', 'https://a.example:8080/@x'],
		['https://a.example/x@2.png', 'https://a.example/x@2.png'],
		['write to support@jogg.ai, or do you?', 'write to support@jogg.ai, or do you?'],
		['image/video? and/or e.g. this', 'image/video? and/or e.g. this'],
	])('%s shows neither its query nor its login', (words, plain) => {
		expect(withoutQueries(words)).toBe(plain);
	});
});

describe('a value for people', () => {
	it.each<[unknown, string]>([
		['plain', '"plain"'],
		[7, '7'],
		[['a', { b: 'https://a.example/x?n=a b&sig=s' }], '["a",{"b":"https://a.example/x"}]'],
		['https://a.example/x?n=a b&sig=s3cret', '"https://a.example/x"'],
		[`https://joe:o'hunter2@a.example/x`, '"https://a.example/x"'],
		['https://joe:p@hunter2@a.example/x', '"https://a.example/x"'],
		['https://joe:hunter2#x@a.example/x', '"https://a.example/x"'],
		['https://joe:p/w@a.example/x', '"https://a.example/x"'],
		['joe:hunter2@a.example/x', '"a.example/x"'],
		['ftp://joe:hunter2@a.example', '"ftp://a.example"'],
		['Watch this? https://a.example/x?y', '"Watch this? https://a.example/x"'],
		['x'.repeat(60), `"${'x'.repeat(59)}…`],
	])('%j is %s', (value, plain) => {
		expect(shown(value)).toBe(plain);
	});
});
