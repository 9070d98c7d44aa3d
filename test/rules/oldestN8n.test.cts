import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { listedNodes, ROOT } from '../harness/nodeTypes.cts';

/**
 * What this package may take from n8n-workflow at run time: exports of n8n-workflow 1.83.0 (npm), the library of n8n
 * 1.85, which is the oldest n8n that can load the package. A name added here has to be looked up in that version.
 */
const IN_1_83 = ['NodeApiError', 'NodeConnectionTypes', 'NodeHelpers', 'NodeOperationError', 'sleep'];

const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name)),
);

/** Names that a file imports from n8n-workflow for more than their types. */
function valuesOf(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const imports = text.matchAll(/import (type )?([^;]+?) from 'n8n-workflow'/g);
	return (
		[...imports]
			.filter(([, isType]) => !isType)
			.flatMap(([, , names]) => names.replace(/^\{|\}$/g, '').split(','))
			.map((name) => name.trim())
			// The whole library may be asked what it has; what is taken out of it then has no import.
			.flatMap((name) =>
				name === '* as n8nWorkflow'
					? [...text.matchAll(/n8nWorkflow\.(\w+)/g)].map(([, taken]) => taken)
					: name,
			)
			.filter((name) => name !== '' && !name.startsWith('type '))
	);
}

it.each(sources)('%s takes only what the oldest n8n has', (file) => {
	for (const name of valuesOf(file)) expect(IN_1_83).toContain(name);
});

it('the oldest n8n is asked for nothing that no file needs', () => {
	expect([...new Set(sources.flatMap(valuesOf))].sort()).toEqual(IN_1_83);
});

/** The conditions of these fields, and of those in their collections, that name no field beside them. */
function strangers(fields: INodeProperties[]): string[] {
	const names = fields.map(({ name }) => name);
	const named = fields.flatMap(({ displayOptions = {} }) =>
		Object.values(displayOptions).flatMap(Object.keys),
	);
	const inside = fields.flatMap(({ type, options = [] }) => {
		if (type === 'collection') return strangers(options as INodeProperties[]);
		if (type !== 'fixedCollection') return [];
		return options.flatMap((option) => strangers('values' in option ? option.values : []));
	});
	return [...named.filter((name) => !/^[/@]/.test(name) && !names.includes(name)), ...inside];
}

// An n8n before 2.x waits for such a name for ever, and does not run the node ("Could not resolve parameter dependencies").
it.each(listedNodes)(
	'$description.name has conditions on fields beside, or else from the root with "/"',
	(node) => {
		expect(strangers(node.description.properties)).toEqual([]);
	},
);

it('the README names every version of n8n that the tests run', () => {
	const versions = readFileSync(join(ROOT, 'tools/n8n/versions.mjs'), 'utf8').matchAll(/^\t'([\d.]+)':/gm);
	const { n8n } = (
		JSON.parse(readFileSync(join(ROOT, 'tools/n8n/runtime/package.json'), 'utf8')) as {
			dependencies: { n8n: string };
		}
	).dependencies;
	const all = [...[...versions].map(([, version]) => version), n8n].sort((a, b) =>
		a.localeCompare(b, 'en', { numeric: true }),
	);
	expect(all.length).toBeGreaterThan(2);
	const told = `Tested with n8n ${all.slice(0, -1).join(', ')} and ${all.at(-1)}.`;
	expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(told);
});
