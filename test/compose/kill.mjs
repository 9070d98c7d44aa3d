/** A worker's container dies from one moment to the next. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { START } from '../e2e/lib/workflows.mjs';
import { until } from '../e2e/lib/until.mjs';
import { bought, boughtTwice, videos } from '../queue/lib.mjs';

const COUNT = 5;
/** The queue gives a worker up that has not been heard of for one to two minutes. */
const NOTICED_MS = 600_000;
const BACK_MS = 600_000;
/** "crashed" is what the worker says of it that comes back, "error" what the others say. */
const FAILED = ['error', 'crashed'];
/** Whoever took the execution over would begin at once. */
const QUIET_MS = 5000;

export function kill(world) {
	describe("a worker's container, killed while it waits for videos", () => {
		let account, execution, worker;
		before(async () => {
			await world.joggAi.calm();
			await world.settings({ speed: 0.1 });
			account = await world.newAccount();
			const { id } = await videos(world, { name: 'killed', count: COUNT, credentials: account.credentials });
			const executionId = await world.n8n.start(id, START);
			const waits = async () => (await bought(world, account.key)).length === COUNT;
			await until('all videos to be bought', waits, { ms: 60_000 });
			worker = await world.workerOf(executionId);
			const { State } = (await world.compose.containers())[worker];
			process.kill(State.Pid, 'SIGKILL');
			world.killed = worker;
			execution = await world.n8n.finished(executionId, { timeoutMs: NOTICED_MS });
			const active = ['redis-cli', 'llen', 'bull:jobs:active'];
			const isGivenUp = async () => (await world.compose.exec('redis-1', ...active)).trim() === '0';
			await until('the queue to give the execution up', isGivenUp, { ms: NOTICED_MS });
			await sleep(QUIET_MS);
			await world.joggAi.calm();
		});

		it('ends the execution as failed, nothing is bought again, and its log has every ID', async () => {
			assert.ok(FAILED.includes(execution.status), execution.status);
			const all = await bought(world, account.key);
			assert.equal(all.length, COUNT);
			assert.deepEqual(boughtTwice(all), []);
			const log = (await world.logs())[worker];
			for (const { id } of await world.joggAi.charges(account.key)) assert.ok(log.includes(id), id);
		});

		it('comes back by itself', async () => {
			const isBack = async () => {
				const { State, RestartCount } = (await world.compose.containers())[worker];
				return RestartCount === 1 && State.Health.Status === 'healthy';
			};
			await until('the worker to be healthy again', isBack, { ms: BACK_MS });
		});
	});
}
