/** An n8n that has no package yet, and a registry that has ours to install. */
import { delimiter, dirname, join } from 'node:path';
import { chmodSync, mkdirSync } from 'node:fs';
import { startQueue } from '../../tools/n8n/queue.mjs';
import { ensureRuntime } from '../../tools/n8n/runtime.mjs';
import { startN8n } from '../../tools/n8n/start.mjs';
import { registrySettings, startRegistry } from '../../tools/registry/start.mjs';
import { World } from '../e2e/world.mjs';
import { communityNodesOf } from './lib/communityNodes.mjs';
import { fillShelf } from './lib/shelf.mjs';

/** Where the internet would find n8n. Nobody can call it there, so the tests play JoggAI at its real address. */
const PUBLIC = 'https://n8n.example.com/';

/** Filled by `start()`, beside what the world of the end-to-end tests has: `registry`, `tarball`, `versions`, `community`. */
export class LifecycleWorld extends World {
	async start() {
		await super.start();
		this.community = communityNodesOf(this.n8n);
	}

	async startN8n({ tarball, workspace, env }) {
		this.registry = await startRegistry();
		this.tarball = tarball;
		this.versions = await fillShelf(this.registry, { tarball, workspace });
		const { nodeBin } = await ensureRuntime();
		const path = [dirname(nodeBin), process.env.PATH].join(delimiter);
		this.#workspace = workspace;
		this.#env = { ...env, ...registrySettings({ url: this.registry.url, path }), WEBHOOK_URL: PUBLIC };
		return await super.startN8n({ workspace, env: this.#env });
	}

	/** Another n8n beside the first, or the one that was there under that name, with `settings` in its environment. */
	async n8nWith(name, settings) {
		const userFolder = join(this.#workspace, name);
		mkdirSync(userFolder, { recursive: true });
		const logFile = join(this.#workspace, `${name}.log`);
		return await startN8n({ userFolder, logFile, env: { ...this.#env, ...settings } });
	}

	/**
	 * An n8n in queue mode with one worker and one webhook process, with `settings` in the environment of each. Its `folders`
	 * are those of the processes.
	 */
	async queueWith(settings) {
		chmodSync(this.#workspace, 0o711); // PostgreSQL's user has its folder in there
		const options = { workers: 1, webhooks: 1, concurrency: 5 };
		const folder = join(this.#workspace, 'queue');
		const queue = await startQueue({ ...options, folder, env: { ...this.#env, ...settings } });
		return { ...queue, folders: ['main', 'worker1', 'webhook1'].map((name) => join(folder, name)) };
	}

	/** Where the address that JoggAI was told really is. */
	reach(address) {
		return this.n8n.url + new URL(address).pathname;
	}

	async stop() {
		await super.stop();
		await this.registry?.stop();
	}

	#workspace;
	#env;
}
