/** A PostgreSQL and a Redis of one's own: private data, a free loopback port, gone with us. */
import { connect } from 'node:net';
import { chownSync, mkdtempSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { freePorts } from '../lib/ports.mjs';
import { complete, launch } from '../processes/children.mjs';
import { temporarily } from '../processes/ending.mjs';
import { postgresPrograms, redisProgram } from './packages.mjs';

const HOST = '127.0.0.1';
const USER = 'n8n';
const DATABASE = 'postgres';
const READY_SECONDS = 60;
const POLL_MS = 200;
/** Ends the program when we are gone without having said so (kill -9). */
const LEASH = ['--pdeathsig', 'KILL'];

/** Returns `{ host, port, user, database, stop() }`. The data is not safe from power cuts: nothing waits for the disk. */
export async function startPostgres() {
	const programs = postgresPrograms();
	const folder = temporarily(mkdtempSync(join(tmpdir(), 'joggai-postgres-')));
	const data = join(folder, 'data');
	const [port] = await freePorts(1);
	const as = unprivileged(folder);
	const asked = ['-U', USER, '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'];
	await complete('setpriv', [...as, join(programs, 'initdb'), '-D', data, ...asked], { cwd: folder });
	const settings = [`listen_addresses=${HOST}`, 'fsync=off', 'max_connections=200'];
	const server = [join(programs, 'postgres'), '-D', data, '-p', String(port), '-k', folder];
	const options = settings.flatMap((setting) => ['-c', setting]);
	const child = launch('setpriv', [...LEASH, ...as, ...server, ...options], { cwd: folder });
	const ask = [join(programs, 'pg_isready'), '-h', HOST, '-p', String(port), '-U', USER];
	await ready('PostgreSQL', child, async () => {
		await complete(ask[0], ask.slice(1), {});
	});
	return { host: HOST, port, user: USER, database: DATABASE, stop: child.stop };
}

/** Returns `{ host, port, stop() }`; nothing of it is written to disk. */
export async function startRedis() {
	const [port] = await freePorts(1);
	const folder = temporarily(mkdtempSync(join(tmpdir(), 'joggai-redis-')));
	const settings = ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no'];
	const child = launch('setpriv', [...LEASH, redisProgram(), ...settings, '--dir', folder], { cwd: folder });
	await ready('Redis', child, () => answers(port));
	return { host: HOST, port, stop: child.stop };
}

/** PostgreSQL refuses to run as root; Debian has a user for it, to whom `folder` belongs from now on. */
function unprivileged(folder) {
	if (process.getuid() !== 0) return [];
	const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres']).toString());
	chownSync(folder, idOf('-u'), idOf('-g'));
	return ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
}

async function ready(name, child, ask) {
	for (
		const end = Date.now() + READY_SECONDS * 1000;
		child.running && Date.now() < end;
		await sleep(POLL_MS)
	) {
		if (
			await Promise.resolve(ask()).then(
				() => true,
				() => false,
			)
		)
			return;
	}
	await child.stop();
	throw new Failure(`${name} did not start`, { details: child.tail() });
}

const answers = (port) =>
	new Promise((resolve, reject) => {
		const socket = connect(port, HOST, () => socket.write('PING\r\n'));
		socket.once('data', () => resolve(socket.destroy()));
		socket.once('error', reject);
	});
