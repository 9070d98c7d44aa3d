/** What a tarball may hold and what it must hold. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TOP = ['CHANGELOG.md', 'LICENSE.md', 'README.md', 'index.js', 'package.json'];
const COMPILED = /^dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)$/;

/** Returns what is wrong with an unpacked tarball, as sentences; `root` is the repository that it was made from. */
export function contentProblems(unpacked, root) {
	const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
	const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(join(unpacked, name)).isFile())
		.map((name) => name.replaceAll('\\', '/'));
	const { nodes, credentials } = manifest.n8n;
	const codex = nodes.map((path) => path.replace(/\.js$/, '.json'));
	const missing = [...TOP, ...nodes, ...credentials, ...codex].filter((path) => !files.includes(path));
	const strange = files.filter((path) => !TOP.includes(path) && !COMPILED.test(path));
	const orphans = files.filter((path) => COMPILED.test(path) && !existsSync(join(root, sourceOf(path))));
	return [
		missing.length > 0 && `Missing: ${missing.join(', ')}`,
		strange.length > 0 && `Not to be published: ${strange.join(', ')}`,
		orphans.length > 0 && `Without a source: ${orphans.join(', ')}`,
		Object.keys(manifest.dependencies ?? {}).length > 0 && 'It has run-time dependencies',
	].filter(Boolean);
}

const sourceOf = (path) => path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
