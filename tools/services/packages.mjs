/** PostgreSQL and Redis from Debian's packages: where they are, and how they get here. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installFromDebian } from './debian.mjs';

const PACKAGES = ['postgresql', 'redis-server'];
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const FOLDERS = ['/usr/bin', '/usr/local/bin'];

/** The folder of PostgreSQL's own programs, the newest version's; undefined where there is none. */
export function postgresPrograms() {
	if (!existsSync(POSTGRES_VERSIONS)) return undefined;
	const newestFirst = readdirSync(POSTGRES_VERSIONS).sort((a, b) => Number(b) - Number(a));
	const folders = newestFirst.map((version) => join(POSTGRES_VERSIONS, version, 'bin'));
	return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

export const redisProgram = () =>
	FOLDERS.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file));

const areThere = () => Boolean(postgresPrograms() && redisProgram());

/** Installs what is missing; resolves to the reason why it cannot be had, or to nothing if all is there. */
export async function ensureServices() {
	if (areThere()) return undefined;
	const refused = await installFromDebian(PACKAGES);
	if (refused) return refused;
	return areThere() ? undefined : `${PACKAGES.join(' and ')} were installed, but are not where expected`;
}
