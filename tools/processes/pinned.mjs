/** Packages that only one of our tools needs: from a lock file of its own, so that ours never names them. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { missingIn } from '../lib/installed.mjs';
import { lockFor, withLock } from './lock.mjs';
import { npmInstall } from './registry.mjs';

const FILES = ['package.json', 'package-lock.json'];
const FLAGS = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

/**
 * Installs what the manifest and lock file in `source` say below `cache`, once; resolves to the folder that has it in its
 * `node_modules`. Throws a Failure that begins with `what` when it cannot be installed.
 */
export async function ensurePinned({ source, cache, what }) {
	const folder = join(cache, keyOf(source));
	await withLock(lockFor('pinned', folder), async () => {
		if (!isComplete(folder)) await install(source, folder, what);
	});
	return folder;
}

/** Written last, so an interrupted installation is never taken for a finished one. */
const marker = (folder) => join(folder, 'complete');

const isComplete = (folder) => existsSync(marker(folder)) && missingIn(folder).length === 0;

function keyOf(source) {
	const key = createHash('sha256');
	for (const file of FILES) key.update(readFileSync(join(source, file)));
	return key.digest('hex').slice(0, 16);
}

async function install(source, folder, what) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const file of FILES) cpSync(join(source, file), join(folder, file));
	await installHere(['ci'], folder, what);
	writeFileSync(marker(folder), '');
}

/** npm's `command` in a folder that has a manifest, as everything that is pinned is installed. */
export async function installHere(command, folder, what) {
	try {
		await npmInstall([...command, ...FLAGS], { cwd: folder });
	} catch (error) {
		if (error instanceof Failure) throw error;
		const advice = 'Check the connection and start again.';
		throw new Failure(`${what} could not be installed`, { advice, details: error.output });
	}
}
