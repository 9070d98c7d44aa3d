/**
 * `npm run contract`: writes down what the nodes of this checkout promise to saved workflows, at each release. With
 * `--check` it only says whether that is written down.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { brokenPromises } from './compare.cts';
import { CONTRACT_FILE, contractOfToday, releasedContract } from './today.cts';

/** JSON with a line for each field, so that a change of it reads as one. */
function inLines(value: object, indent = ''): string {
	const entries = Object.entries(value as Record<string, object>).map(([key, inner]) => {
		const isTree = typeof inner === 'object' && !Array.isArray(inner);
		return `${indent}\t${JSON.stringify(key)}: ${isTree ? inLines(inner, `${indent}\t`) : JSON.stringify(inner)}`;
	});
	return entries.length > 0 ? `{\n${entries.join(',\n')}\n${indent}}` : '{}';
}

const today = contractOfToday();
const text = `${inLines(today)}\n`;
const isWritten = existsSync(CONTRACT_FILE);

if (process.argv.includes('--check')) {
	const isTrue = isWritten && readFileSync(CONTRACT_FILE, 'utf8') === text;
	if (!isTrue) console.error('tools/contract/released.json is not what the nodes promise: npm run contract');
	process.exitCode = isTrue ? 0 : 1;
} else {
	const broken = isWritten ? brokenPromises(releasedContract(), today) : [];
	writeFileSync(CONTRACT_FILE, text);
	for (const sentence of broken) console.log(`no longer promised: ${sentence}`);
	console.log(`tools/contract/released.json: what version ${today.version} promises to saved workflows`);
}
