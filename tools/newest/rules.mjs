/** n8n's newest rules, installed beside the development packages: the published package.json never names them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lockFor, withLock } from '../processes/lock.mjs';
import { ensurePinned, installHere } from '../processes/pinned.mjs';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
/** Below our own packages, because the rules ask for n8n-workflow without bringing it along. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/newest-rules/', import.meta.url));
const WHAT = "n8n's newest rules";
/** What n8n judges packages by; the rest of the list only makes them run. */
const RULES = ['@n8n/eslint-plugin-community-nodes', '@n8n/scan-community-package'];

/**
 * Returns `{ scanner, ESLint, versions }`: the pinned ones, or with `latest` whatever is the newest on npm today. The
 * scanner leaves a folder in `temporary`. Throws a Failure when they cannot be installed.
 */
export async function newestRules({ latest = false, temporary }) {
	const folder = latest
		? await installLatest(join(CACHE, 'latest'))
		: await ensurePinned({ source: SOURCE, cache: CACHE, what: WHAT });
	const modules = join(folder, 'node_modules');
	const load = async (path) => await import(pathToFileURL(join(modules, path)).href);
	const scanner = await withTemporaryFolder(temporary, () =>
		load('@n8n/scan-community-package/scanner/scanner.mjs'),
	);
	return {
		scanner,
		ESLint: (await load('eslint/lib/api.js')).default.ESLint,
		versions: Object.keys(readJson(join(SOURCE, 'package.json')).dependencies).map(
			(name) => `${name} ${readJson(join(modules, name, 'package.json')).version}`,
		),
	};
}

/** The scanner makes its folder when it is loaded. */
async function withTemporaryFolder(folder, work) {
	const { TMPDIR } = process.env;
	process.env.TMPDIR = folder;
	try {
		return await work();
	} finally {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
	}
}

async function installLatest(folder) {
	await withLock(lockFor('newest-rules', CACHE), async () => {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const manifest = readJson(join(SOURCE, 'package.json'));
		for (const name of RULES) manifest.dependencies[name] = 'latest';
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		await installHere(['install'], folder, WHAT);
	});
	return folder;
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
