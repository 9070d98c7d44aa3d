/** What containers need from outside before they can run without a network: programs, and a Debian to make images of. */
import * as fs from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../lib/cache.mjs';
import { Failure } from '../lib/failure.mjs';
import { complete } from '../processes/children.mjs';
import { ensurePinned } from '../processes/pinned.mjs';
import { installFromDebian } from '../services/debian.mjs';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
export const IMAGES = join(SOURCE, 'images');

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
/** By package of Debian the file that tells that it is there, wherever it came from; a name without a path is a program. */
const NEEDED = {
	'docker.io': 'dockerd',
	iptables: 'iptables',
	iproute2: 'ip',
	debootstrap: 'debootstrap',
	'debian-archive-keyring': '/usr/share/keyrings/debian-archive-keyring.gpg',
};
/** The oldest Debian that has the PostgreSQL of docker-compose.yml; its Compose runs on this machine. */
const RELEASE = 'trixie';
const INSIDE = ['postgresql-17', 'redis-server', 'caddy', 'docker-compose', 'tini', 'ca-certificates'];
const COMPOSE = 'usr/libexec/docker/cli-plugins/docker-compose';

/** The new kinds of everything that containers must not share with the machine. */
export const NAMESPACES = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Installs the programs; resolves to the reason why they cannot be had, or to nothing. */
export async function ensureContainers() {
	if (process.platform !== 'linux' || process.getuid() !== 0)
		return 'only root on Linux can start containers';
	const missing = Object.keys(NEEDED).filter((name) => !isThere(NEEDED[name]));
	const refused = missing.length > 0 && (await installFromDebian(missing));
	if (refused) return refused;
	return undefined;
}

const isThere = (file) => FOLDERS.some((folder) => fs.existsSync(resolve(folder, file)));

/** What the check of the Compose file and the containers take from npm. */
export const ensureContainerTools = () =>
	ensurePinned({ source: SOURCE, cache: join(cacheFolder(), 'container-tools'), what: 'dclint and npm' });

/** Where images and Compose stay from one time to the next; another folder as soon as something in them changes. */
export function containersFolder() {
	const key = createHash('sha256').update(JSON.stringify([RELEASE, INSIDE, process.arch]));
	const entries = fs.readdirSync(IMAGES, { recursive: true, withFileTypes: true });
	for (const file of entries.filter((one) => one.isFile()))
		key.update(fs.readFileSync(join(file.parentPath ?? file.path, file.name)));
	return join(cacheFolder(), 'containers', key.digest('hex').slice(0, 16));
}

export const composeProgram = (folder) => join(folder, 'docker-compose');
export const debianRoot = (folder) => join(folder, 'debian');
/** Where Docker has its data. */
export const engineData = (folder) => join(folder, 'docker');
/** Written last, so an interrupted installation is never taken for a finished one. */
export const imagesMarker = (folder) => join(folder, 'images');

const rootMarker = (folder) => join(folder, 'installed');

/** Fetches the Debian that the images are made of, unless that has been done. */
export async function ensureDebian(folder) {
	if (fs.existsSync(imagesMarker(folder)) || fs.existsSync(rootMarker(folder))) return;
	const root = debianRoot(folder);
	fs.rmSync(root, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const asked = ['--variant=minbase', `--include=${INSIDE.join()}`, RELEASE, root];
	try {
		await complete('debootstrap', asked, {});
	} catch ({ output }) {
		const advice = "Check the connection to Debian's packages, and start again.";
		throw new Failure('The Debian for the containers could not be installed', { advice, details: output });
	}
	fs.copyFileSync(join(root, COMPOSE), composeProgram(folder));
	fs.writeFileSync(rootMarker(folder), '');
}
