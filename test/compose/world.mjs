/** The world of the end-to-end tests around the containers of docker-compose.yml; JoggAI's sandbox runs beside them. */
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { composeOf } from '../../tools/containers/compose.mjs';
import { startEngine } from '../../tools/containers/engine.mjs';
import { ensureImages } from '../../tools/containers/images.mjs';
import { containersFolder, engineData, ensureContainerTools } from '../../tools/containers/prepare.mjs';
import { N8nApi } from '../../tools/n8n/api.mjs';
import { withOwner } from '../../tools/n8n/owner.mjs';
import { ensureRuntime } from '../../tools/n8n/runtime.mjs';
import { temporarily } from '../../tools/processes/ending.mjs';
import { BIN, startRegistry } from '../../tools/registry/start.mjs';
import { packTarball } from '../../tools/tarball.mjs';
import { editorOf } from '../e2e/lib/editor.mjs';
import { startJoggAi } from '../e2e/lib/joggai.mjs';
import { until } from '../e2e/lib/until.mjs';
import { World } from '../e2e/world.mjs';
import { HOST } from './address.mjs';
import { startNameServer } from './names.mjs';
import { trusting } from './https.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const FILE = join(ROOT, 'docker-compose.yml');
export const SAMPLE = join(ROOT, 'docs', 'queue-mode.env');
const MOUNTS = join(ROOT, 'tools', 'containers', 'mounts.yml');
const PROJECT = 'joggai-compose';
const PUBLIC = 'https://localhost';
/** Where Caddy keeps the authority that signs for names which no other would sign for. */
const AUTHORITY = '/data/caddy/pki/authorities/local/root.crt';
const HEALTHY_MS = 900_000;

/** Names of containers are those of their services and a number. */
export const N8N = ['main-1', 'worker-1-1', 'worker-2-1', 'webhook-1', 'webhook-2'];
export const WORKERS = ['worker-1-1', 'worker-2-1'];

export class ComposeWorld extends World {
	async start() {
		this.#workspace = temporarily(mkdtempSync(join(tmpdir(), 'joggai-compose-')));
		const folder = containersFolder();
		this.names = await startNameServer(HOST);
		this.engine = await startEngine(engineData(folder), { dns: HOST });
		const { services } = parse(readFileSync(FILE, 'utf8'), { merge: true });
		await ensureImages(this.engine, folder, [...new Set(Object.values(services).map(({ image }) => image))]);

		this.registry = await startRegistry({ host: HOST });
		await this.registry.publish((await packTarball(this.#workspace)).file);

		this.#envFile = this.#filledIn();
		this.#variables = await this.#mounted();
		this.compose = this.#composeWith(this.#envFile);
		await this.compose.down({ volumes: true }); // what an earlier run that was killed has left
		await this.up();
		await this.#signUp();
	}

	/** What Compose says when one of the values in .env is missing. */
	async whatIsSaidWithout(name) {
		const envFile = join(this.#workspace, `.env-without-${name}`);
		writeFileSync(envFile, readFileSync(this.#envFile, 'utf8').replace(new RegExp(`^${name}=.*`, 'm'), ''));
		return await this.#composeWith(envFile)
			.config(FILE)
			.then(
				() => 'nothing',
				({ details }) => details,
			);
	}

	/** `docker compose up -d`; resolves when everything that can tell so is healthy. */
	async up() {
		await this.compose.up();
		await until(
			'all containers to be healthy',
			async () => {
				const states = Object.values(await this.compose.containers()).map(({ State }) => State);
				return states.every(({ Running, Health }) => Running && (Health?.Status ?? 'healthy') === 'healthy');
			},
			{ ms: HEALTHY_MS },
		);
	}

	/** `docker compose down`, in two steps: the containers go, and their logs with them, which are kept here. */
	async down() {
		await this.compose.stop();
		this.#earlierLogs.push(await this.compose.logs());
		await this.compose.down();
	}

	/** All that each container has ever printed. */
	async logs() {
		const all = [...this.#earlierLogs, await this.compose.logs()];
		const names = Object.keys(all.at(-1));
		return Object.fromEntries(names.map((name) => [name, all.map((logs) => logs[name]).join('')]));
	}

	/** The worker that has begun an execution; undefined before one has. */
	async workerOf(executionId) {
		const logs = await this.logs();
		return WORKERS.find((name) => logs[name].includes(`Worker started execution ${executionId} `));
	}

	/** A request from outside, as the internet sends it. */
	send = (path, options) => trusting(this.authority)(PUBLIC + path, options);

	async stop() {
		await this.compose?.down({ volumes: true }).catch(() => undefined);
		await Promise.all([this.joggAi?.stop(), this.registry?.stop()]);
		await this.engine?.stop();
		this.names?.stop();
	}

	#composeWith(envFile) {
		const where = { engine: this.engine, folder: containersFolder(), project: PROJECT, directory: ROOT };
		return composeOf({ ...where, files: [FILE, MOUNTS], envFile, variables: this.#variables });
	}

	/** What the reader of docs/queue-mode.md does: copies the sample and fills it in. */
	#filledIn() {
		const file = join(this.#workspace, '.env');
		copyFileSync(SAMPLE, file);
		const filled = readFileSync(file, 'utf8')
			.replace(/^(N8N_HOST)=.*$/m, '$1=localhost')
			.replace(/^([A-Z0-9_]+)=$/gm, (line) => line + randomBytes(24).toString('hex'));
		writeFileSync(file, filled);
		return file;
	}

	/** What mounts.yml asks for. */
	async #mounted() {
		const [{ folder: runtime }, tools] = await Promise.all([ensureRuntime(), ensureContainerTools()]);
		return {
			RUNTIME: runtime,
			NPM: join(tools, 'node_modules', 'npm'),
			LOCAL_REGISTRY_BIN: BIN,
			LOCAL_REGISTRY: this.registry.url,
		};
	}

	async #signUp() {
		this.authority = await this.compose.exec('proxy-1', 'cat', AUTHORITY);
		const authority = join(this.#workspace, 'authority.crt');
		writeFileSync(authority, this.authority);
		this.joggAi = await startJoggAi({ host: HOST, env: { NODE_EXTRA_CA_CERTS: authority } });
		this.n8n = withOwner(new N8nApi(PUBLIC, { send: trusting(this.authority) }));
		await this.n8n.signUp();
		this.editor = editorOf(this.n8n);
	}

	#workspace;
	#envFile;
	#variables;
	#earlierLogs = [];
}
