/** A real n8n of its own: free ports, this package installed from its tarball, an owner signed in. */
import { freePorts } from '../lib/ports.mjs';
import { installTarball } from '../tarball.mjs';
import { N8nApi } from './api.mjs';
import { n8nEnvironment } from './environment.mjs';
import { withOwner } from './owner.mjs';
import { N8nProcess } from './process.mjs';
import { ensureRuntime } from './runtime.mjs';

/**
 * Starts n8n and returns a handle: everything `N8nApi` can do, `url`, `owner`, `tail()`,
 * `exited()`, `signUp()`, `signIn()`, `importCredentials()`, `importWorkflows()`, `stop()`, `restart()` and `crash()`.
 * `tarball`, if there is one, is installed as a community package; `env` is added to n8n's environment; `userFolder` and
 * `logFile` belong to the caller, who removes them; `version` is another n8n than the usual one (versions.mjs).
 */
export async function startN8n({ tarball, userFolder, logFile, env = {}, version, onProgress }) {
	const runtime = await ensureRuntime({ version, onProgress });
	const [port, brokerPort] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const { nodeBin } = runtime;
	const environment = n8nEnvironment({ userFolder, port, brokerPort, url, nodeBin, extra: env });
	const main = new N8nProcess({ runtime, command: ['start'], environment, folder: userFolder, logFile, url });

	if (tarball) await installTarball(tarball, userFolder);
	await main.boot();

	return Object.assign(withOwner(new N8nApi(url, runtime)), {
		tail: (lines) => main.tail(lines),
		exited: () => main.exited(),
		stop: () => main.stop(),
		/** Ends n8n and starts it again on the same data and address. */
		async restart() {
			await main.stop();
			await main.boot();
		},
		/** Ends n8n as a power cut does and starts it again on the same data and address. */
		async crash() {
			await main.kill();
			await main.boot();
		},
	});
}
