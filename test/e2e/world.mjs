/** One n8n with the packed package and one sandbox for all suites; nothing of it outlives the tests. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setInterval, setTimeout } from 'node:timers';
import { startN8n } from '../../tools/n8n/start.mjs';
import { endWith, temporarily } from '../../tools/processes/ending.mjs';
import { packTarball } from '../../tools/tarball.mjs';
import { editorOf } from './lib/editor.mjs';
import { startGate } from './lib/elsewhere.mjs';
import { FIRST_KEY, startJoggAi } from './lib/joggai.mjs';

/** Installing n8n for the first time takes minutes. */
export const START_MS = 45 * 60_000;

/** Filled by `start()`: `n8n`, `editor`, `joggAi`, `gate`. */
export class World {
	/** From when n8n is ready; a workflow that pauses takes a minute or two of real time. */
	mostMinutes = 25;
	/** Whether n8n's API tells the highlighted data of an execution. */
	tellsCustomData = true;

	async start() {
		endWithParent();
		const workspace = temporarily(mkdtempSync(join(tmpdir(), 'joggai-e2e-')));
		const { file: tarball } = await packTarball(workspace);
		process.env.TMPDIR = workspace; // what the children leave there goes with it
		this.gate = await startGate();
		this.joggAi = await startJoggAi();
		const env = { HTTPS_PROXY: this.gate.url, HTTP_PROXY: this.gate.url };
		this.#package = { tarball, workspace, env };
		this.n8n = await this.startN8n(this.#package);
		await this.n8n.signUp();
		this.editor = editorOf(this.n8n);
		this.#watchdog = watch(this.mostMinutes);
	}

	/** Resolves to a handle as `startN8n` has it. */
	async startN8n({ tarball, workspace, env, version }) {
		const userFolder = join(workspace, 'n8n');
		mkdirSync(userFolder);
		this.#logFile = join(workspace, 'n8n.log');
		return await startN8n({ tarball, userFolder, logFile: this.#logFile, env, version });
	}

	/** Another n8n with the same package beside the first, signed up to; the caller stops it. */
	async anotherN8n(name, more = {}) {
		const { tarball, workspace, env } = this.#package;
		const userFolder = join(workspace, name);
		mkdirSync(userFolder);
		const logFile = join(workspace, `${name}.log`);
		const n8n = await startN8n({ tarball, userFolder, logFile, env: { ...env, ...more } });
		await n8n.signUp();
		return n8n;
	}

	async stop() {
		clearTimeout(this.#watchdog);
		await Promise.all([this.n8n?.stop(), this.joggAi?.stop(), this.gate?.stop()]);
	}

	/** A JoggAI account of its own: its key, and the credential that n8n has for it. */
	async newAccount({ requestsPerMinute = 1000 } = {}) {
		const key = await this.joggAi.newKey();
		return { key, credentials: await this.credential(key, { requestsPerMinute }) };
	}

	/** A credential for a key, good or bad. */
	async credential(apiKey, { requestsPerMinute = 1000, domain = this.joggAi.url } = {}) {
		const name = `JoggAI ${(this.#credentials += 1)}`;
		return await this.n8n.importCredentials({ apiKey, domain, requestsPerMinute }, { name });
	}

	/** The sandbox's first account, its settings and what happened at it. */
	get account() {
		return { baseUrl: this.joggAi.url, apiKey: FIRST_KEY };
	}

	settings(changed) {
		return this.joggAi.set(changed);
	}

	state() {
		return this.joggAi.state();
	}

	/** Everything that n8n has logged. */
	get log() {
		return readFileSync(this.#logFile, 'utf8');
	}

	#package;
	#logFile;
	#watchdog;
	#credentials = 0;
}

/** The test runner may be killed without a word. */
function endWithParent() {
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && endWith(143), 1000).unref();
}

/** From here on everything is quick; whatever hangs is ended. */
function watch(minutes) {
	const watchdog = setTimeout(() => {
		console.error(`The tests took longer than ${minutes} minutes after n8n was ready.`);
		void endWith(1);
	}, minutes * 60_000);
	return watchdog.unref();
}
