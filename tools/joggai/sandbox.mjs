/** Starts the project's stand-in for api.jogg.ai as a process of its own. */
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { freePorts } from '../lib/ports.mjs';
import { launch, LEASH } from '../processes/children.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_SECONDS = 30;

/** Returns `{ url, apiKey, state(), stop(), exited }`; `host` is where it listens, `env` is added to its environment. */
export async function startSandbox({ host = '127.0.0.1', env = {} } = {}) {
	const [port] = await freePorts(1);
	const url = `http://${host}:${port}`;
	const where = ['--host', host, '--port', String(port)];
	const node = [...LEASH, '--import', 'tsx', 'sandbox/main.cts', ...where];
	const child = launch(process.execPath, node, { cwd: ROOT, env: { ...process.env, ...env } });
	const state = async () => (await fetch(`${url}/_sandbox/state`)).json();

	for (let attempt = 0; attempt < READY_SECONDS * 5; attempt++) {
		if (!child.running) break;
		if (await state().catch(() => undefined)) {
			return { url, apiKey: 'sandbox-key', state, stop: child.stop, exited: child.exited };
		}
		await sleep(200);
	}
	await child.stop();
	throw new Failure('The sandbox did not start', {
		advice: 'Run "npm run sandbox" to see why.',
		details: child.tail(),
	});
}
