import type { INodePropertyOptions } from 'n8n-workflow';
import { allFields, listedNodes } from '../harness/nodeTypes.cts';

/**
 * n8n's lint reads literals in a node's own file; what is put together from building blocks it does not see. These
 * rules hold what it asks for against the finished descriptions, together with rules that n8n has announced upstream.
 */

/** The categories that n8n's codex reference allows for community nodes, except the one for parts of an AI Agent. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** A hint stands below its field for good; longer words belong into the tooltip. */
const LONGEST_HINT = 120;

/** From so many choices on, a menu is read like an index. */
const MANY_CHOICES = 5;

describe.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
	"%s before n8n's community rules",
	(_name, { description, codex }) => {
		const fields = allFields(description.properties);
		const menus = fields
			.filter(({ type }) => type === 'options' || type === 'multiOptions')
			.map(({ displayName, options = [] }) => ({ displayName, options: options as INodePropertyOptions[] }));

		it('stands in categories that n8n knows, and in no subcategory', () => {
			expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
			expect(codex).not.toHaveProperty('subcategories');
		});

		it('keeps its hints short', () => {
			const long = fields.filter(({ hint = '' }) => hint.length > LONGEST_HINT);
			expect(long.map(({ displayName, hint }) => `${displayName}: ${hint}`)).toEqual([]);
		});

		it('gives every field a default', () => {
			expect(fields.filter((field) => !('default' in field)).map(({ name }) => name)).toEqual([]);
		});

		it('asks for no JSON that is optional', () => {
			expect(fields.filter(({ type, required }) => type === 'json' && !required)).toEqual([]);
		});

		it('offers no choice twice, and none with an asterisk', () => {
			for (const { displayName, options } of menus) {
				const names = options.map(({ name }) => name);
				const values = options.map(({ value }) => value);
				expect([displayName, names]).toEqual([displayName, [...new Set(names)]]);
				expect([displayName, values]).toEqual([displayName, [...new Set(values)]]);
				expect([displayName, names.filter((name) => name.includes('*'))]).toEqual([displayName, []]);
			}
		});

		it('sorts long menus, below the choice that leaves it open', () => {
			for (const { displayName, options } of menus.filter((menu) => menu.options.length >= MANY_CHOICES)) {
				const [{ value: first }] = options;
				const names = options.slice(first === '' ? 1 : 0).map(({ name }) => name);
				const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' }));
				expect([displayName, names]).toEqual([displayName, sorted]);
			}
		});

		it('uses one credential', () => {
			expect(description.credentials).toHaveLength(1);
		});
	},
);
