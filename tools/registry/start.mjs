/** A registry of npm packages on this machine: it has what is published into it and asks nobody for anything else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../lib/cache.mjs';
import { Failure } from '../lib/failure.mjs';
import { freePorts } from '../lib/ports.mjs';
import { launch, LEASH } from '../processes/children.mjs';
import { temporarily } from '../processes/ending.mjs';
import { npm } from '../processes/npm.mjs';
import { ensurePinned } from '../processes/pinned.mjs';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';
const READY_SECONDS = 60;
const POLL_MS = 100;

const SETTINGS = `
storage: ./storage
uplinks: {}
web: { enable: false }
packages:
  '**': { access: $all, publish: $all, unpublish: $all }
log: { type: stdout, format: pretty, level: http }
`;

/** Installs it where it is missing, and resolves to its folder. */
export const ensureRegistry = () =>
	ensurePinned({ source: SOURCE, cache: join(cacheFolder(), 'registry'), what: 'The registry' });

/**
 * Returns `{ url, port, publish(file, { tag }), log(), stop() }`. `host` is the address to listen at: loopback, that of a
 * bridge, or 0.0.0.0 for all; `url` is the registry's for this machine, others reach it under their own with `port`.
 */
export async function startRegistry({ host = LOOPBACK, port } = {}) {
	const packages = await ensureRegistry();
	const folder = temporarily(mkdtempSync(join(tmpdir(), 'joggai-registry-')));
	writeFileSync(join(folder, 'config.yaml'), SETTINGS);
	port ??= (await freePorts(1))[0];
	const program = join(packages, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
	const args = [program, '--config', join(folder, 'config.yaml'), '--listen', `${host}:${port}`];
	const child = launch(process.execPath, [...LEASH, ...args], { cwd: folder });
	const address = `${host === EVERYWHERE ? LOOPBACK : host}:${port}`;
	const url = `http://${address}`;
	await ready(child, url);
	return {
		url,
		port,
		log: () => child.tail(),
		/** `npm publish` of a tarball; a version that is not to be the newest needs another `tag` than "latest". */
		async publish(file, { tag = 'latest' } = {}) {
			const someToken = `--//${address}/:_authToken=local`; // npm wants one, the registry does not
			await npm(['publish', file, `--registry=${url}`, `--tag=${tag}`, someToken], { cwd: folder });
		},
		async stop() {
			await child.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/**
 * What makes every npm of an n8n ask this registry, for the n8n's environment: `path` is its PATH, `url` the registry
 * as it is seen from there.
 */
export const registrySettings = ({ url, path, bin = BIN }) => ({
	LOCAL_REGISTRY: url,
	PATH: `${bin}${delimiter}${path}`,
});

/** The folder with the npm that stands before the real one: a shell script that can be mounted into a container. */
export const BIN = join(SOURCE, 'bin');

async function ready(child, url) {
	const end = Date.now() + READY_SECONDS * 1000;
	for (; child.running && Date.now() < end; await sleep(POLL_MS)) {
		const response = await fetch(`${url}/-/ping`).catch(() => undefined);
		if (response?.ok) return;
	}
	await child.stop();
	throw new Failure('The local registry did not start', { details: child.tail() });
}
