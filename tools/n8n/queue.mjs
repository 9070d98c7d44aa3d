/** n8n in queue mode: PostgreSQL, Redis, a main process, workers, and processes that only take webhooks. */
import { cpSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePorts } from '../lib/ports.mjs';
import { startPostgres, startRedis } from '../services/start.mjs';
import { installTarball } from '../tarball.mjs';
import { N8nApi } from './api.mjs';
import { n8nEnvironment } from './environment.mjs';
import { withOwner } from './owner.mjs';
import { N8nProcess } from './process.mjs';
import { ensureRuntime } from './runtime.mjs';

/** Several processes start at the same time. */
const READY_SECONDS = 240;

/**
 * Starts everything and returns `{ main, workers, webhooks, stop() }`: `main` does what a handle of `startN8n` does
 * for its owner, the others are `N8nProcess`es, to be killed and booted again. Every process has a user folder of its own
 * below `folder`, with the tarball installed if there is one, and its log beside it. A worker takes `concurrency`
 * executions at a time; `version` is another n8n than the usual one (versions.mjs).
 */
export async function startQueue({ tarball, folder, workers, webhooks, concurrency, env = {}, version }) {
	const runtime = await ensureRuntime({ version });
	const services = await Promise.all([startPostgres(), startRedis()]);
	const template = join(folder, 'installed');
	mkdirSync(template, { recursive: true });
	if (tarball) await installTarball(tarball, template);
	const [address, ...addresses] = await addressesFor(1 + workers + webhooks);
	const webhookAddresses = addresses.slice(workers);
	const publicUrl = `http://127.0.0.1:${(webhookAddresses[0] ?? address).port}/`;
	const shared = { ...sharedSettings(services, publicUrl), ...olderSettings(publicUrl), ...env };

	const member = (name, command, { port, brokerPort }, extra = {}) => {
		const userFolder = join(folder, name);
		cpSync(template, userFolder, { recursive: true });
		const url = `http://127.0.0.1:${port}`;
		const { nodeBin } = runtime;
		const settings = { ...shared, ...extra };
		const environment = n8nEnvironment({ userFolder, port, brokerPort, url, nodeBin, extra: settings });
		const logFile = join(folder, `${name}.log`);
		const options = { runtime, command, environment, folder: userFolder, logFile, url };
		return new N8nProcess({ ...options, readySeconds: READY_SECONDS });
	};

	const workerCommand = ['worker', `--concurrency=${concurrency}`];
	const main = member('main', ['start'], address);
	const others = {
		workers: addresses
			.slice(0, workers)
			.map((one, index) => member(`worker${index + 1}`, workerCommand, one, healthCheckAt(one))),
		webhooks: webhookAddresses.map((one, index) => member(`webhook${index + 1}`, ['webhook'], one)),
	};
	const processes = [...others.workers, ...others.webhooks];
	const stop = async () => {
		await Promise.all([main, ...processes].map((one) => one.stop()));
		await Promise.all(services.map((service) => service.stop()));
	};
	try {
		await main.boot(); // it brings the database up to date, and the others expect that
		await Promise.all(processes.map((one) => one.boot()));
	} catch (error) {
		await stop();
		throw error;
	}
	return { main: withOwner(new N8nApi(main.url, runtime)), ...others, stop };
}

async function addressesFor(count) {
	const ports = await freePorts(2 * count);
	return Array.from({ length: count }, (_, index) => ({
		port: ports[2 * index],
		brokerPort: ports[2 * index + 1],
	}));
}

const healthCheckAt = ({ port }) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
});

/** What all processes have in common, here and in docker-compose.yml; a worker that hands out addresses must name the same one as the others. */
function sharedSettings([postgres, redis], publicUrl) {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: 'trusted',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_WEBHOOK_URL: publicUrl,
	};
}

/** What older versions want beside it, or call otherwise; those of today do without. */
const olderSettings = (publicUrl) => ({ QUEUE_WORKER_MAX_STALLED_COUNT: '0', WEBHOOK_URL: publicUrl });
