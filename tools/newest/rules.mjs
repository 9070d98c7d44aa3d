/** n8n's newest rules, installed beside the development packages: the published package.json never names them. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Failure } from '../lib/failure.mjs';
import { lockFor, withLock } from '../processes/lock.mjs';
import { npmInstall } from '../processes/registry.mjs';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
/** Below our own packages, because the rules ask for n8n-workflow without bringing it along. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/newest-rules/', import.meta.url));
const FILES = ['package.json', 'package-lock.json'];
const FLAGS = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
/** What n8n judges packages by; the rest of the list only makes them run. */
const RULES = ['@n8n/eslint-plugin-community-nodes', '@n8n/scan-community-package'];

/**
 * Returns `{ scanner, ESLint, versions }`: the pinned ones, or with `latest` whatever is the newest on npm today. The
 * scanner leaves a folder in `temporary`. Throws a Failure when they cannot be installed.
 */
export async function newestRules({ latest = false, temporary }) {
	const folder = join(CACHE, latest ? 'latest' : lockKey());
	await withLock(lockFor('newest-rules', CACHE), async () => {
		if (latest || !existsSync(marker(folder))) await install(folder, latest);
	});
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

const marker = (folder) => join(folder, 'complete');

function lockKey() {
	const key = createHash('sha256');
	for (const file of FILES) key.update(readFileSync(join(SOURCE, file)));
	return key.digest('hex').slice(0, 16);
}

async function install(folder, latest) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const file of latest ? FILES.slice(0, 1) : FILES) cpSync(join(SOURCE, file), join(folder, file));
	if (latest) {
		const manifest = readJson(join(folder, 'package.json'));
		for (const name of RULES) manifest.dependencies[name] = 'latest';
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	}
	try {
		await npmInstall([latest ? 'install' : 'ci', ...FLAGS], { cwd: folder });
	} catch (error) {
		if (error instanceof Failure) throw error;
		throw new Failure("n8n's newest rules could not be installed", {
			advice: 'Check the connection and start again.',
			details: error.output,
		});
	}
	writeFileSync(marker(folder), '');
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
