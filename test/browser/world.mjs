/** The end-to-end world with a Chromium in front of it, and our examples below Templates. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemplates } from '../../tools/templates/start.mjs';
import { World } from '../e2e/world.mjs';
import { chromiumPath, launchChromium } from './lib/chromium.mjs';
import { Editor } from './lib/editor.mjs';
import { Album } from './pictures/album.mjs';

const SCREENSHOTS = fileURLToPath(new URL('./screenshots/', import.meta.url));
const VIEWPORT = { width: 1440, height: 900 };

export class BrowserWorld extends World {
	async start() {
		const executablePath = chromiumPath(); // says at once when there is none
		rmSync(SCREENSHOTS, { recursive: true, force: true });
		mkdirSync(SCREENSHOTS);
		await super.start();
		this.#browser = await launchChromium(executablePath);
		this.#context = await this.#browser.newContext({ baseURL: this.n8n.url, viewport: VIEWPORT });
		const { email, password } = this.n8n.owner;
		const signedIn = await this.#context.request.post('/rest/login', {
			data: { emailOrLdapLoginId: email, password },
		});
		if (!signedIn.ok()) throw new Error(`n8n did not let the owner in: ${await signedIn.text()}`);
	}

	async startN8n(options) {
		const files = `${this.joggAi.url}/media`;
		this.#templates = await startTemplates({ account: this.account, files });
		return await super.startN8n({ ...options, env: { ...options.env, ...this.#templates.env } });
	}

	async stop() {
		await this.#browser?.close();
		await super.stop();
		await this.#templates?.stop();
	}

	/** The editor in a tab of its own. */
	async newEditor() {
		return new Editor(await this.#context.newPage(), SCREENSHOTS);
	}

	/** For the pictures of the documentation. */
	newAlbum() {
		return new Album(join(SCREENSHOTS, 'documentation'));
	}

	#browser;
	#context;
	#templates;
}
