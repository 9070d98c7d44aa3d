/** Builds and packs this repository, and installs the tarball the way n8n installs a community package. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './lib/failure.mjs';
import { lockFor, withLock } from './processes/lock.mjs';
import { npm } from './processes/npm.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const PACKAGE_NAME = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).name;

/** Builds the package and writes the tarball that would be published into `folder`. */
export async function packTarball(folder) {
	return await withLock(lockFor('build', ROOT), async () => {
		await attempt('does not build', () => npm(['run', 'build'], { cwd: ROOT }));
		return await packBuilt(folder);
	});
}

/** The same of what was built before; whoever builds at the same time spoils it. */
export async function packBuilt(folder) {
	await attempt('cannot be packed', () => npm(['pack', '--pack-destination', folder], { cwd: ROOT }));
	const file = join(
		folder,
		readdirSync(folder).find((name) => name.endsWith('.tgz')),
	);
	return { file, bytes: statSync(file).size };
}

/** Community packages live in `.n8n/nodes` of n8n's user folder; what is installed there is loaded at start. */
export async function installTarball(tarball, userFolder) {
	const nodes = join(userFolder, '.n8n', 'nodes');
	mkdirSync(nodes, { recursive: true });
	writeFileSync(join(nodes, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	await attempt('cannot be installed', () => npm(['install', tarball, ...flags], { cwd: nodes }));
}

async function attempt(what, work) {
	try {
		await work();
	} catch (error) {
		const advice = 'Run "npm test" in the repository: it shows the same in full.';
		throw new Failure(`The package ${what}`, { advice, details: error.output ?? error.stack });
	}
}
