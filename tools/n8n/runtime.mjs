/**
 * The n8n and Node.js that demo and tests run, the same everywhere: installed from the committed lock file in `runtime/`,
 * or as `versions.mjs` says for another version, into a cache outside the package, and used from there the next time.
 */
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withClock } from '../lib/clock.mjs';
import { Failure } from '../lib/failure.mjs';
import { withLock } from '../processes/lock.mjs';
import { npm } from '../processes/npm.mjs';
import { installationOf, USUAL_VERSION } from './versions.mjs';

const SOURCE = fileURLToPath(new URL('./runtime/', import.meta.url));
const FILES = ['package.json', 'package-lock.json'];
const NEEDED_BYTES = 5e9;
/** Packages whose own install script must run: the database driver, and the Node.js binary. */
const WITH_SCRIPTS = ['sqlite3', 'node'];

/** Returns `{ folder, nodeBin, n8nBin, version }`, installing first when necessary; `version` is one of versions.mjs. */
export async function ensureRuntime({ version = USUAL_VERSION, onProgress = () => {} } = {}) {
	const recipe = version === USUAL_VERSION ? lockedRecipe() : recipeFor(version);
	const folder = runtimeFolder(recipe.files);
	const lock = `${folder}.lock`;
	const waiting = () => onProgress(`another installation is under way, waiting for it (${lock})`);
	if (!isComplete(folder)) {
		await withLock(lock, async () => isComplete(folder) || (await install(folder, recipe, onProgress)), {
			onWait: waiting,
		});
	}
	const modules = join(folder, 'node_modules');
	return {
		folder,
		nodeBin: join(modules, 'node', 'bin', 'node'),
		n8nBin: join(modules, 'n8n', 'bin', 'n8n'),
		version: readJson(join(modules, 'n8n', 'package.json')).version,
	};
}

/** What npm finds in the folder, what it is told to do there, and the packages known to come. */
function lockedRecipe() {
	const files = Object.fromEntries(FILES.map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')]));
	const { packages } = JSON.parse(files['package-lock.json']);
	const paths = Object.keys(packages).filter((path) => path && isForThisMachine(packages[path]));
	return { files, command: ['ci'], paths };
}

function recipeFor(version) {
	const { manifest, flags } = installationOf(version);
	return { files: { 'package.json': JSON.stringify(manifest) }, command: ['install', ...flags], paths: [] };
}

/** `JOGGAI_RUNTIME_DIR`, else the user's cache folder; one folder per recipe and kind of machine. */
function runtimeFolder(files) {
	const { env } = process;
	const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const root = env.JOGGAI_RUNTIME_DIR || join(cache, 'n8n-nodes-joggai-video');
	const key = createHash('sha256');
	for (const content of Object.values(files)) key.update(content);
	key.update(`${process.platform}-${process.arch}`);
	return join(root, key.digest('hex').slice(0, 16));
}

/** Written last, so an interrupted installation is never taken for a finished one. */
const marker = (folder) => join(folder, 'complete.json');
const isComplete = (folder) => existsSync(marker(folder));

async function install(folder, { files, command, paths }, onProgress) {
	mkdirSync(folder, { recursive: true });
	requireSpace(folder);
	for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
	const arrived = () => paths.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
	const progress = () => (paths.length > 0 ? `${arrived()} of ${paths.length} packages, ` : '');

	await withClock(
		(seconds) => onProgress(`installing n8n: ${progress()}${seconds} s`),
		() => runNpm(folder, [...command, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']),
	);
	await withClock(
		(seconds) => onProgress(`preparing the database driver and Node.js (a minute or two), ${seconds} s`),
		() => runNpm(folder, ['rebuild', ...WITH_SCRIPTS, '--ignore-scripts=false']),
	);
	writeFileSync(marker(folder), JSON.stringify({ finishedAt: new Date().toISOString() }));
}

const isForThisMachine = ({ os, cpu }) =>
	(os ?? [process.platform]).includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch);

async function runNpm(folder, args) {
	try {
		await npm(args, { cwd: folder });
	} catch (error) {
		const advice = ADVICE.find(([pattern]) => pattern.test(error.output))?.[1] ?? ADVICE_OTHERWISE;
		throw new Failure(`n8n could not be installed (npm ${args[0]})`, { advice, details: error.output });
	}
}

const ADVICE_OTHERWISE =
	'Start again: it goes on with what npm has cached. The lines above tell what npm reports.';
const ADVICE = [
	[
		/ENOSPC/,
		'Free about 5 GB of disk, or set JOGGAI_RUNTIME_DIR to a folder on a larger disk, and start again.',
	],
	[/EACCES|EPERM/, 'Set JOGGAI_RUNTIME_DIR to a folder that you may write to, and start again.'],
	[
		/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i,
		"npm cannot reach its registry. Check the connection and npm's proxy settings, and start again.",
	],
	[
		/node-gyp|gyp ERR/,
		'The database driver is compiled here: install Python 3, make and a C++ compiler, and start again.',
	],
];

function requireSpace(folder) {
	const { bavail, bsize } = statfsSync(folder);
	if (bavail * bsize > NEEDED_BYTES) return;
	const free = ((bavail * bsize) / 1e9).toFixed(1);
	throw new Failure(`n8n needs about 5 GB while it is installed; ${folder} has ${free} GB`, {
		advice: ADVICE[0][1],
	});
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
