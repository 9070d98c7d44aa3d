import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/nodeTypes.cts';

interface ExampleNode {
	type: string;
	typeVersion: number;
	parameters: { mode?: string };
}

/** What n8n 3.0 takes away (its list of breaking changes, early access), as it would stand in a workflow. */
const REMOVED: Array<[what: string, isIn: (node: ExampleNode, text: string) => boolean]> = [
	['$getPairedItem', (_node, text) => text.includes('$getPairedItem')],
	['version 1 of the AI Agent', ({ type, typeVersion }) => type.endsWith('.agent') && typeVersion < 2],
	[
		'Execute Sub-workflow, once for each item',
		({ type, parameters }) => type === 'n8n-nodes-base.executeWorkflow' && parameters.mode === 'each',
	],
];

const examples = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));
const removedIn = (nodes: ExampleNode[]): string[] =>
	nodes.flatMap((node) =>
		REMOVED.filter(([, isIn]) => isIn(node, JSON.stringify(node))).map(([what]) => what),
	);

describe('n8n 3', () => {
	it.each(examples)('takes away nothing that %s uses', (name) => {
		const { nodes } = JSON.parse(readFileSync(join(ROOT, 'examples', name), 'utf8')) as {
			nodes: ExampleNode[];
		};
		expect(removedIn(nodes)).toEqual([]);
	});

	it('would be noticed to take something away', () => {
		const node = (type: string, typeVersion: number, parameters: object): ExampleNode => ({
			type,
			typeVersion,
			parameters,
		});
		expect(
			removedIn([
				node('@n8n/n8n-nodes-langchain.agent', 1.9, {}),
				node('n8n-nodes-base.executeWorkflow', 1.2, { mode: 'each' }),
				node('n8n-nodes-base.set', 3, { value: '={{ $getPairedItem("a") }}' }),
			]),
		).toEqual(['version 1 of the AI Agent', 'Execute Sub-workflow, once for each item', '$getPairedItem']);
	});

	it('is told of nowhere as if an import from a URL stayed', () => {
		const pages = [
			'README.md',
			'demo/README.md',
			...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
		];
		for (const page of pages.filter((name) => name.endsWith('.md') && name !== 'docs/install.md'))
			expect(readFileSync(join(ROOT, page), 'utf8')).not.toMatch(/Import from URL/i);
	});
});
