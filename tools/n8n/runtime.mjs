/**
 * The n8n and Node.js that demo and tests run, the same everywhere: installed from the committed lock file in `runtime/`,
 * or as `versions.mjs` says for another version, into a cache outside the package, and used from there the next time.
 */
import { accessSync, constants, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../lib/cache.mjs';
import { withClock } from '../lib/clock.mjs';
import { Failure } from '../lib/failure.mjs';
import { missingIn } from '../lib/installed.mjs';
import { withLock } from '../processes/lock.mjs';
import { npmInstall } from '../processes/registry.mjs';
import { recipeFor } from './recipe.mjs';
import { USUAL_VERSION } from './versions.mjs';

const NEEDED_BYTES = 5e9;
const ANOTHER_FOLDER = 'Set JOGGAI_RUNTIME_DIR to a folder that you may write to, and start again.';

/**
 * Returns `{ folder, nodeBin, n8nBin, version }`, installing first when it is not there or something of it is gone;
 * `version` is one of versions.mjs.
 */
export async function ensureRuntime({ version = USUAL_VERSION, onProgress = () => {} } = {}) {
	const recipe = recipeFor(version);
	const folder = runtimeFolder(recipe.files);
	const lock = `${folder}.lock`;
	const waiting = () => onProgress(`another installation is under way, waiting for it (${lock})`);
	if (!isComplete(folder)) {
		makeRoom(dirname(folder));
		await withLock(lock, async () => isComplete(folder) || (await install(folder, recipe, onProgress)), {
			onWait: waiting,
		});
	}
	return { folder, ...programsIn(folder), version };
}

const programsIn = (folder) => ({
	nodeBin: join(folder, 'node_modules', 'node', 'bin', 'node'),
	n8nBin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
});

/** One folder per recipe and kind of machine. */
function runtimeFolder(files) {
	const key = createHash('sha256');
	for (const content of Object.values(files)) key.update(content);
	key.update(`${process.platform}-${process.arch}`);
	return join(cacheFolder(), key.digest('hex').slice(0, 16));
}

/** Throws a Failure that says what to do. */
function makeRoom(root) {
	try {
		mkdirSync(root, { recursive: true });
		accessSync(root, constants.W_OK);
	} catch (error) {
		throw new Failure(`n8n cannot be installed in ${root} (${error.code})`, {
			advice: ANOTHER_FOLDER,
		});
	}
}

/** Written last, so an interrupted installation is never taken for a finished one. */
const marker = (folder) => join(folder, 'complete.json');

/** Whether it was finished once and nothing of it is gone since: people tidy up their caches. */
const isComplete = (folder) =>
	[marker(folder), ...Object.values(programsIn(folder))].every((file) => existsSync(file)) &&
	missingIn(folder).length === 0;

async function install(folder, { files, commands }, onProgress) {
	rmSync(marker(folder), { force: true });
	await removeRest(join(folder, 'node_modules'), onProgress);
	mkdirSync(folder, { recursive: true });
	requireSpace(folder);
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	for (const { what, args, paths } of commands) {
		// npm asks for all packages first and unpacks them at the end: both are counted, so that one of them moves.
		let answers = 0;
		const arrived = () => paths.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		const count = () =>
			paths.length > 0 ? `${answers} downloads, ${arrived()} of ${paths.length} packages, ` : '';
		await withClock(
			(seconds) => onProgress(`${what}: ${count()}${seconds} s`),
			() => runNpm(folder, args, () => (answers += 1)),
		);
	}
	writeFileSync(marker(folder), JSON.stringify({ finishedAt: new Date().toISOString() }));
}

/** npm would trust what is left of an installation that was interrupted or damaged. */
async function removeRest(folder, onProgress) {
	if (!existsSync(folder)) return;
	await withClock(
		(seconds) => onProgress(`removing an incomplete installation: ${seconds} s`),
		() => rm(folder, { recursive: true, maxRetries: 3 }), // not in one go: the lock is to be touched meanwhile
	);
}

async function runNpm(folder, args, onAnswer) {
	try {
		await npmInstall(args, { cwd: folder, onAnswer });
	} catch (error) {
		if (error instanceof Failure) throw error;
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
	[/EACCES|EPERM/, ANOTHER_FOLDER],
	[
		/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network/i,
		"npm cannot reach its registry. Check the connection and npm's proxy settings, and start again.",
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
