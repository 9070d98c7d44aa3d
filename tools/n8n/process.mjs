/** One process of n8n: the main one, a worker of the queue, or one that only takes webhooks. */
import { createWriteStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { launch, LEASH } from '../processes/children.mjs';

const POLL_MS = 250;
/** Where a process tells that it is ready. n8n 1.x's main one says so before it can be signed up to. */
const READY = '/healthz/readiness';
const EDITOR_READY = '/rest/settings';

export class N8nProcess {
	#options;
	#child;

	/**
	 * `command` is what stands behind `n8n` on a command line; `url` is where the process tells whether it is ready, for
	 * which it gets `readySeconds`; what it prints is added to `logFile`.
	 */
	constructor({ runtime, command, environment, folder, logFile, url, readySeconds = 120 }) {
		this.#options = { runtime, command, environment, folder, logFile, readySeconds };
		this.url = url;
	}

	/** Starts the process, for the first time or again on the same data and address; resolves when it is ready. */
	async boot() {
		const { runtime, command, environment, folder, logFile } = this.#options;
		const log = createWriteStream(logFile, { flags: 'a' });
		const started = [...LEASH, runtime.n8nBin, ...command];
		this.#child = launch(runtime.nodeBin, started, { cwd: folder, env: environment, log });
		this.#child.exited.then(() => log.end());
		try {
			await this.#ready();
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	/** Everything that the process has printed since its first start. */
	get log() {
		return readFileSync(this.#options.logFile, 'utf8');
	}

	get running() {
		return this.#child?.running ?? false;
	}

	tail(lines) {
		return this.#child.tail(lines);
	}

	exited() {
		return this.#child.exited;
	}

	async stop() {
		await this.#child?.stop();
	}

	/** Ends it as a power cut does. */
	async kill() {
		this.#child.kill();
		await this.#child.exited;
	}

	async #ready() {
		const { command, readySeconds } = this.#options;
		const paths = command[0] === 'start' ? [READY, EDITOR_READY] : [READY];
		for (const end = Date.now() + readySeconds * 1000; Date.now() < end; await sleep(POLL_MS)) {
			if (!this.running) throw this.#notStarted('n8n ended while it was starting');
			const asked = paths.map((path) => fetch(this.url + path).catch(() => undefined));
			if ((await Promise.all(asked)).every((response) => response?.ok)) return;
		}
		throw this.#notStarted(`n8n was not ready after ${readySeconds} s`);
	}

	#notStarted(message) {
		const { runtime, command, logFile } = this.#options;
		return new Failure(`${message} (n8n ${command.join(' ')})`, {
			advice:
				`Read the lines above (the whole log: ${logFile}) and start again. If they tell of files of n8n that are ` +
				`missing or broken, delete ${runtime.folder} before: n8n is then installed anew.`,
			details: this.tail(30),
		});
	}
}
