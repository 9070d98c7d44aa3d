import { World } from '../e2e/world.mjs';

/** The world of the end-to-end tests around another n8n. */
export class VersionWorld extends World {
	#version;

	constructor(version) {
		super();
		this.#version = version;
		const isOldest = version === '1.88.0';
		this.tellsCustomData = !isOldest;
		/** Whether an execution can sleep there; elsewhere the nodes wait. */
		this.canPause = !isOldest;
	}

	async startN8n(options) {
		return await super.startN8n({ ...options, version: this.#version });
	}
}
