import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Words } from './page.cts';

/** What people have written about the node whose page has this name. */
export function wordsFor(root: string, page: string): Words {
	const file = join(root, 'tools/docs/words', page);
	return {
		introduction: existsSync(file) ? readFileSync(file, 'utf8') : '',
		readme: readFileSync(join(root, 'README.md'), 'utf8'),
		pictures: readdirSync(join(root, 'docs/pictures')),
	};
}
