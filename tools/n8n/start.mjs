/** A real n8n of its own: free ports, this package installed from its tarball, an owner signed in. */
import { createWriteStream, readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { freePorts } from '../lib/ports.mjs';
import { launch, LEASH } from '../processes/children.mjs';
import { installTarball, PACKAGE_NAME } from '../tarball.mjs';
import { N8nApi } from './api.mjs';
import { n8nEnvironment } from './environment.mjs';
import { ensureRuntime } from './runtime.mjs';

const READY_SECONDS = 120;

/**
 * Starts n8n and returns a handle: everything `N8nApi` can do, `url`, `owner`, `tail()`,
 * `exited()`, `signUp()`, `importCredentials()`, `importWorkflows()`, `stop()` and `restart()`.
 * `tarball` is installed as a community package; `env` is added to n8n's environment; `userFolder` and
 * `logFile` belong to the caller, who removes them.
 */
export async function startN8n({ tarball, userFolder, logFile, env = {}, onProgress }) {
	const { nodeBin, n8nBin } = await ensureRuntime({ onProgress });
	const [port, brokerPort] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const environment = n8nEnvironment({ userFolder, port, brokerPort, url, nodeBin, extra: env });
	const api = new N8nApi(url);
	let child;

	const boot = async () => {
		const log = createWriteStream(logFile, { flags: 'a' });
		child = launch(nodeBin, [...LEASH, n8nBin, 'start'], { cwd: userFolder, env: environment, log });
		child.exited.then(() => log.end());
		await ready(child, url, logFile);
	};

	await installTarball(tarball, userFolder);
	try {
		await boot();
	} catch (error) {
		await child.stop();
		throw error;
	}

	return Object.assign(api, {
		tail: (lines) => child.tail(lines),
		exited: () => child.exited,
		stop: () => child.stop(),
		/** Ends n8n and starts it again on the same data and address. */
		async restart() {
			await child.stop();
			await boot();
		},
		/** Creates the owner account and signs in; returns what a person needs to sign in as well. */
		async signUp() {
			const owner = {
				email: 'demo@example.com',
				firstName: 'Demo',
				lastName: 'Owner',
				password: newPassword(),
			};
			await api.createOwner(owner);
			return (api.owner = owner);
		},
		/** Creates the credential that the imported workflows will use. */
		async importCredentials(data, { name = 'JoggAI account', type = 'joggAiApi' } = {}) {
			const { id } = await api.createCredential({ name, type, data });
			return { [type]: { id, name } };
		},
		/** Imports workflow files; every node of this package gets the given credentials. */
		async importWorkflows(files, { credentials, adapt = (workflow) => workflow }) {
			const created = [];
			for (const file of files) {
				const workflow = adapt(withCredentials(JSON.parse(readFileSync(file, 'utf8')), credentials));
				created.push(await api.createWorkflow(workflow));
			}
			return created;
		},
	});
}

function withCredentials(workflow, credentials) {
	const ours = ({ type }) => type.startsWith(`${PACKAGE_NAME}.`);
	const nodes = workflow.nodes.map((node) => (ours(node) ? { ...node, credentials } : node));
	return { ...workflow, nodes };
}

const newPassword = () => `Demo-${randomBytes(6).toString('hex')}-1`;

async function ready(child, url, logFile) {
	for (let second = 0; second < READY_SECONDS * 4; second++) {
		if (!child.running) throw notStarted('n8n ended while it was starting', child, logFile);
		const response = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		if (response?.ok) return;
		await sleep(250);
	}
	throw notStarted(`n8n was not ready after ${READY_SECONDS} s`, child, logFile);
}

const notStarted = (message, child, logFile) =>
	new Failure(message, {
		advice: `Read the lines above (the whole log: ${logFile}) and start again.`,
		details: child.tail(30),
	});
