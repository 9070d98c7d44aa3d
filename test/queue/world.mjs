/** An n8n in queue mode in the place of the single one that the end-to-end tests use. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { startQueue } from '../../tools/n8n/queue.mjs';
import { World } from '../e2e/world.mjs';

/** A worker takes one execution at a time, so two executions are always on two workers. */
const CONCURRENCY = 1;
/** n8n waits a minute and a half before it gives up a worker that is gone; here it takes seconds. */
const QUICK_TO_NOTICE = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

export class QueueWorld extends World {
	async startN8n({ tarball, workspace, env }) {
		chmodSync(workspace, 0o711); // PostgreSQL's user has its folder in there
		this.queue = await startQueue({
			tarball,
			folder: join(workspace, 'queue'),
			workers: 2,
			webhooks: 2,
			concurrency: CONCURRENCY,
			version: process.env.N8N_VERSION,
			env: { ...QUICK_TO_NOTICE, ...env },
		});
		return Object.assign(this.queue.main, { stop: this.queue.stop });
	}

	/** The worker that has begun an execution; undefined before one has. */
	workerOf(executionId) {
		return this.queue.workers.find(({ log }) => log.includes(`Worker started execution ${executionId} `));
	}

	/** Ends every process but the main one as a power cut does. */
	async killAllButMain() {
		await Promise.all(this.#replaceable.map((one) => one.kill()));
	}

	/** Boots what a test has killed. */
	async revive() {
		await Promise.all(this.#replaceable.filter(({ running }) => !running).map((one) => one.boot()));
	}

	get #replaceable() {
		return [...this.queue.workers, ...this.queue.webhooks];
	}
}
