import {
	takesFile,
	variableFromKey,
	variableKey,
	variableProperties,
	variablesOf,
} from '../../nodes/shared/vocabulary/templates';

describe('the variables of a template', () => {
	it('of a type that nobody has told us are texts, and none is dropped', () => {
		const variables = variablesOf({
			variables: [
				{ type: 'text', name: 'headline', required: true },
				{ type: 'color', name: 'Accent' },
				{ name: 'bare' },
				null,
				{ type: 'image', name: '' },
			],
		});

		expect(variables).toEqual([
			{ type: 'text', name: 'headline', required: true },
			{ type: 'color', name: 'Accent' },
			{ type: 'text', name: 'bare' },
		]);
		expect(takesFile('color')).toBe(false);
		expect(variableProperties('color', '#ff0000')).toEqual({ content: '#ff0000' });
	});

	it('keep their names to the letter, blanks and colons included', () => {
		const [variable] = variablesOf({ variables: [{ type: 'text', name: ' a:b ' }] });

		expect(variable.name).toBe(' a:b ');
		expect(variableFromKey(variableKey(variable))).toEqual({ type: 'text', name: ' a:b ' });
	});

	it('may have numbers for names, and say whether they are required only with yes or no', () => {
		const variables = [
			{ type: ' image ', name: 7, required: false },
			{ type: 'text', name: {}, required: true },
			{ type: 'text', name: 'a', required: 'yes' },
		];
		expect(variablesOf({ variables })).toEqual([
			{ type: 'image', name: '7', required: false },
			{ type: 'text', name: 'a' },
		]);
		expect(Object.keys(variablesOf({ variables })[1])).toEqual(['type', 'name']);
	});

	it.each([[null], [undefined], ['none']])('may be missing: %j', (variables) => {
		expect(variablesOf({ variables })).toEqual([]);
	});

	it.each([
		['image', '12', { asset_id: 12 }],
		['image', '12.png', { url: '12.png' }],
		['image', 'a12', { url: 'a12' }],
		['video', ' https://f.example/v.mp4 ', { url: 'https://f.example/v.mp4' }],
		['script', '12', { content: '12' }],
	])('%s is filled with %j as %j', (type, value, properties) => {
		expect(variableProperties(type, value)).toEqual(properties);
	});
});
