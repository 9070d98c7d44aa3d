/** Installs this repository's own development packages when some are missing or they are older than the lock file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withClock } from './lib/clock.mjs';
import { Failure, inWords } from './lib/failure.mjs';
import { missingIn } from './lib/installed.mjs';
import { lockFor, withLock } from './processes/lock.mjs';
import { npmInstall } from './processes/registry.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** npm writes its own two copies of the lock file moments apart, in either order. */
const TOLERANCE_MS = 2000;

/** Returns whether something had to be installed; `.npmrc` keeps install scripts from running. */
export async function ensureInstalled({ onProgress }) {
	if (isInstalled()) return false;
	await withLock(lockFor('install', ROOT), async () => {
		if (isInstalled()) return;
		const tell = (seconds) => onProgress(`installing development packages (npm ci), ${seconds} s`);
		tell(0);
		await withClock(tell, runNpm);
	});
	return true;
}

async function runNpm() {
	try {
		await npmInstall(['ci', '--no-audit', '--no-fund'], { cwd: ROOT });
	} catch (error) {
		if (error instanceof Failure) throw error;
		const advice = 'Look at the lines above, run "npm ci" in this folder, and start again.';
		throw new Failure('The development packages could not be installed', { advice, details: error.output });
	}
}

function isInstalled() {
	const installed = changedAt(join(ROOT, 'node_modules', '.package-lock.json'));
	const isOfToday = installed + TOLERANCE_MS >= changedAt(join(ROOT, 'package-lock.json'));
	return isOfToday && missingIn(ROOT).length === 0;
}

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	let told = 0;
	const onProgress = (text) => told++ % 15 === 0 && console.error(`${text} …`);
	try {
		await ensureInstalled({ onProgress });
	} catch (error) {
		console.error(inWords(error));
		process.exitCode = 1;
	}
}
