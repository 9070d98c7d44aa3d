/** How npm installs an n8n: what it finds in the folder and what it is told to do there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installationOf, USUAL_VERSION } from './versions.mjs';

const SOURCE = fileURLToPath(new URL('./runtime/', import.meta.url));
/** Stands in for n8n's database driver, in every version of n8n. */
const DRIVER = ['sqlite3/package.json', 'sqlite3/index.js'];
/** No peers are installed: `date-fns`, which Extract from File cannot do without, stands in runtime/package.json itself. */
const FLAGS = ['--legacy-peer-deps', '--install-links=false', '--no-audit', '--no-fund'];

/**
 * Returns `{ files, commands }`: the folder's files by their paths, and npm's commands in order, each with what it does and
 * where packages are known to come. Only `node` gets to run its install script, which fetches the binary from npm.
 */
export function recipeFor(version) {
	const { files, install, paths } = version === USUAL_VERSION ? locked() : resolved(version);
	const commands = [
		{ what: 'installing n8n', args: [...install, ...FLAGS, '--ignore-scripts'], paths },
		{ what: 'fetching Node.js', args: ['rebuild', 'node', '--ignore-scripts=false'], paths: [] },
	];
	return { files, commands };
}

function locked() {
	const files = read(['package.json', 'package-lock.json', ...DRIVER]);
	const { packages } = JSON.parse(files['package-lock.json']);
	const paths = Object.keys(packages).filter((path) => path && isForThisMachine(packages[path]));
	return { files, install: ['ci'], paths };
}

function resolved(version) {
	const { manifest, flags } = installationOf(version);
	const files = { ...read(DRIVER), 'package.json': JSON.stringify(manifest) };
	return { files, install: ['install', ...flags], paths: [] };
}

const read = (paths) =>
	Object.fromEntries(paths.map((path) => [path, readFileSync(join(SOURCE, path), 'utf8')]));

const isForThisMachine = ({ os, cpu }) =>
	(os ?? [process.platform]).includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch);
