/** A Docker of one's own: its data where we say, its socket in a folder that goes with us. */
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Failure } from '../lib/failure.mjs';
import { launch } from '../processes/children.mjs';
import { temporarily } from '../processes/ending.mjs';

const READY_SECONDS = 60;
const POLL_MS = 200;
const MOST_OUTPUT = 64e6;

const run = promisify(execFile);

/**
 * Returns `{ env, docker(...args), stop() }`: `env` is for programs that talk to it, `docker` resolves to what is printed.
 * `dns` is asked for names that are no container's.
 */
export async function startEngine(data, { dns }) {
	const folder = temporarily(mkdtempSync(join(tmpdir(), 'joggai-docker-')));
	const host = `unix://${join(folder, 'socket')}`;
	const places = ['--data-root', data, '--exec-root', join(folder, 'exec'), '--pidfile', join(folder, 'pid')];
	const settings = ['--host', host, '--bridge', 'none', '--dns', dns];
	const child = launch('dockerd', [...places, ...settings], { cwd: folder });
	const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
	const docker = async (...args) => (await run('docker', args, { env, maxBuffer: MOST_OUTPUT })).stdout;
	const end = Date.now() + READY_SECONDS * 1000;
	for (; child.running && Date.now() < end; await sleep(POLL_MS)) {
		const isReady = await docker('info').catch(() => undefined);
		if (isReady) return { env, docker, stop: child.stop };
	}
	await child.stop();
	throw new Failure('Docker did not start', { details: child.tail(30) });
}
