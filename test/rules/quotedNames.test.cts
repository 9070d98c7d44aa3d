import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { listedNodes } from '../harness/nodeTypes.cts';

const ROOT = join(__dirname, '..', '..');

/** What people see of a field and all that is in it. */
const namesIn = (field: INodeProperties | INodePropertyOptions | INodePropertyCollection): string[] => [
	'displayName' in field ? field.displayName : field.name,
	...('options' in field && Array.isArray(field.options)
		? (field.options as INodeProperties[]).flatMap(namesIn)
		: []),
	...('values' in field ? field.values.flatMap(namesIn) : []),
];

const shown = new Set(listedNodes.flatMap(({ description }) => description.properties.flatMap(namesIn)));

const sources = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => [name, readFileSync(join(ROOT, 'nodes', name), 'utf8')]);

/** Names in single quotes inside a message, which stands in double quotes or backticks then. */
const quotedIn = (source: string): string[] =>
	source
		.split('\n')
		.flatMap((line) => line.match(/(["`])(?:(?!\1).)*\1/g) ?? [])
		.flatMap((message) => [...message.matchAll(/'([A-Z][A-Za-z ()]+)'/g)].map(([, name]) => name));

it('a field or choice that a message names bears this very name in the form', () => {
	const quoted = sources.flatMap(([file, source]) => quotedIn(source).map((name) => ({ file, name })));
	expect(quoted.length).toBeGreaterThan(8);
	expect(quoted.filter(({ name }) => !shown.has(name))).toEqual([]);
});
