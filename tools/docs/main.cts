import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeFromSources } from '../lib/sources.cts';
import { pageName, pageOf } from './page.cts';
import { wordsFor } from './words.cts';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, 'docs/nodes');

const descriptions = madeFromSources().nodes.map(({ description }) => description);

const pages = descriptions.map((description) => {
	const name = pageName(description);
	writeFileSync(join(FOLDER, name), pageOf(description, wordsFor(ROOT, name)));
	return name;
});

for (const name of existsSync(FOLDER) ? readdirSync(FOLDER) : [])
	if (!pages.includes(name)) rmSync(join(FOLDER, name));

console.log(`docs/nodes: ${pages.length} pages`);
