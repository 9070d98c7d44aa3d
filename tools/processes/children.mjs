/**
 * Child processes that never outlive us: each runs in a process group of its own,
 * is known here, and is ended politely first and for certain afterwards.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const live = new Set();
const TAIL_LINES = 200;
/** How long a child may take after each signal before the next one follows. */
const GRACE_MS = { SIGINT: 8000, SIGTERM: 3000, SIGKILL: 2000 };

/** Preload for Node children: ends them when we are gone without having said so (kill -9). */
export const LEASH = ['--import', new URL('./leash.mjs', import.meta.url).href];

/** Starts a child and keeps its last lines; `log` also receives every chunk, e.g. a file's write stream. */
export function launch(command, args, { cwd, env = process.env, log }) {
	const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
	let tail = '';
	const keep = (chunk) => {
		tail = (tail + chunk).split('\n').slice(-TAIL_LINES).join('\n');
		log?.write(chunk);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const handle = {
		pid: child.pid,
		running: true,
		tail: (lines = 20) => tail.trimEnd().split('\n').slice(-lines).join('\n'),
		stop: () => (handle.stopping ??= end(handle)),
		kill: () => signalGroup(handle.pid, 'SIGKILL'),
	};
	handle.exited = new Promise((resolve) => {
		const settle = (result) => {
			handle.running = false;
			live.delete(handle);
			resolve(result);
		};
		child.once('error', (error) => settle({ code: null, signal: null, error }));
		child.once('close', (code, signal) => settle({ code, signal }));
	});
	live.add(handle);
	return handle;
}

/** Runs a child to its end; throws with its last lines unless it ends with 0. `signal` kills it. */
export async function complete(command, args, { signal: abort, ...options }) {
	const child = launch(command, args, options);
	abort?.addEventListener('abort', () => child.kill(), { once: true });
	const { code, signal, error } = await child.exited;
	if (code === 0) return;
	const how = error?.message ?? (signal ? `ended by ${signal}` : `ended with code ${code}`);
	throw Object.assign(new Error(`${[command, ...args].join(' ')}: ${how}`), { output: child.tail(60) });
}

/** Ends every child that is still running. */
export const stopAll = () => Promise.all([...live].map((child) => child.stop()));

/** Last resort, synchronous: nothing stays behind, whatever happens. */
export const killAll = () => live.forEach((child) => child.kill());

async function end(child) {
	for (const [signal, grace] of Object.entries(GRACE_MS)) {
		if (!child.running) break;
		signalGroup(child.pid, signal);
		await Promise.race([child.exited, sleep(grace, undefined, { ref: false })]);
	}
	signalGroup(child.pid, 'SIGKILL'); // grandchildren that ignored their parent's end
}

function signalGroup(pid, signal) {
	try {
		if (pid) process.kill(-pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
	}
}
