/** Installs this repository's own development packages when they are missing or older than the lock file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withClock } from './lib/clock.mjs';
import { lockFor, withLock } from './processes/lock.mjs';
import { npm } from './processes/npm.mjs';

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
		await withClock(tell, () => npm(['ci', '--no-audit', '--no-fund'], { cwd: ROOT }));
	});
	return true;
}

function isInstalled() {
	const installed = changedAt(join(ROOT, 'node_modules', '.package-lock.json'));
	return installed + TOLERANCE_MS >= changedAt(join(ROOT, 'package-lock.json'));
}

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	let told = 0;
	const onProgress = (text) => told++ % 15 === 0 && console.error(`${text} …`);
	try {
		await ensureInstalled({ onProgress });
	} catch (error) {
		console.error(`${error.output ?? error.stack}\n\nThe development packages could not be installed.`);
		console.error('What to do: check the connection and run "npm ci" in this folder.');
		process.exitCode = 1;
	}
}
