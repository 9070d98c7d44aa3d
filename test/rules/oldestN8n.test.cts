import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/nodeTypes.cts';

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
	return [...imports]
		.filter(([, isType]) => !isType)
		.flatMap(([, , names]) => names.replace(/^\{|\}$/g, '').split(','))
		.map((name) => name.trim())
		.filter((name) => name !== '' && !name.startsWith('type '));
}

it.each(sources)('%s takes only what the oldest n8n has', (file) => {
	for (const name of valuesOf(file)) expect(IN_1_83).toContain(name);
});

it('the oldest n8n is asked for nothing that no file needs', () => {
	expect([...new Set(sources.flatMap(valuesOf))].sort()).toEqual(IN_1_83);
});
