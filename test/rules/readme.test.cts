import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listedNodes, operationsOf, ROOT } from '../harness/nodeTypes.cts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The text below a heading, up to the next one. */
const section = (heading: string): string => readme.split(`### ${heading}\n`)[1]?.split(/\n##/)[0] ?? '';

/** First cells of the table rows in a text. */
const rowsOf = (text: string): string[] =>
	text
		.split('\n')
		.filter((line) => line.startsWith('| ') && !line.startsWith('| Operation'))
		.map((line) => line.split('|')[1].trim());

describe('the README', () => {
	it.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
		'has one row for each operation of %s, and no other',
		(name, node) => {
			const labels = Object.fromEntries(
				node.description.properties
					.filter((property) => property.name === 'resource')
					.flatMap(({ options = [] }) => options)
					.map((option) => [(option as { value: string }).value, option.name]),
			);
			const operations = operationsOf(node).map((one) =>
				one.resource ? `${labels[one.resource]}: ${one.name}` : one.name,
			);
			expect(section(name)).not.toBe('');
			expect(rowsOf(section(name)).sort()).toEqual(operations.sort());
		},
	);

	it('tells what every operation costs where the node does', () => {
		for (const node of listedNodes) {
			for (const { name, description = '', resource } of operationsOf(node)) {
				const row = section(node.description.displayName)
					.split('\n')
					.find(
						(line) =>
							line.startsWith('| ') &&
							line.split('|')[1].trim().endsWith(name) &&
							(!resource || line.toLowerCase().includes(resource.slice(0, 5).toLowerCase())),
					);
				const [, price] = /\((?:[^()]*?)(\d[\d.]*) (?:or \d )?credits?\b/.exec(description) ?? [];
				if (price)
					expect([`${node.description.displayName} ${name}`, row?.split('|').at(-2)]).toEqual([
						expect.any(String),
						expect.stringContaining(price),
					]);
			}
		}
	});

	it('links every example workflow, and only those that exist', () => {
		const linked = [...readme.matchAll(/\]\((examples\/[^)]+)\)/g)].map(([, path]) => path);
		for (const path of linked) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
		for (const file of readdirSync(join(ROOT, 'examples'))) expect(linked).toContain(`examples/${file}`);
	});
});
