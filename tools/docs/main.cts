import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { pageName, pageOf } from './page.cts';
import { wordsFor } from './words.cts';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, 'docs/nodes');
const load = createRequire(__filename);

const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };

const descriptions = n8n.nodes.map((built) => {
	const file = join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	const [Type] = Object.values(load(file) as Record<string, new () => INodeType>);
	return new Type().description;
});

const pages = descriptions.map((description) => {
	const name = pageName(description);
	writeFileSync(join(FOLDER, name), pageOf(description, wordsFor(ROOT, name)));
	return name;
});

for (const name of existsSync(FOLDER) ? readdirSync(FOLDER) : [])
	if (!pages.includes(name)) rmSync(join(FOLDER, name));

console.log(`docs/nodes: ${pages.length} pages`);
