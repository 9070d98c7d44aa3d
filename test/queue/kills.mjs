/** A worker is gone from one moment to the next: nothing is bought a second time. */
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from '../e2e/lib/editor.mjs';
import { START } from '../e2e/lib/workflows.mjs';
import { until } from '../e2e/lib/until.mjs';
import { bought, boughtTwice, MAKE, videos } from './lib.mjs';

const NOTICED_MS = 90_000;
/** Whoever took the execution over would begin at once. */
const QUIET_MS = 5000;

export function kills(world) {
	describe('a worker killed', () => {
		before(() => world.joggAi.calm());
		afterEach(async () => {
			await world.revive();
			await world.joggAi.calm();
		});

		/** Starts a run, kills its worker as soon as `moment` has come, and resolves to the ended execution. */
		async function killedWhen(moment, { account, name, count, parameters }) {
			const { id } = await videos(world, { name, count, credentials: account.credentials, parameters });
			const executionId = await world.n8n.start(id, START);
			await until('the moment of the kill', moment, { ms: 60_000 });
			const worker = world.workerOf(executionId);
			const before = (await bought(world, account.key)).length;
			await worker.kill();
			const execution = await world.n8n.finished(executionId, { timeoutMs: NOTICED_MS });
			await sleep(QUIET_MS);
			return { execution, worker, before };
		}

		it('while it waits for videos ends the execution as failed; each was bought once and stands in its log', async () => {
			await world.settings({ speed: 0.1 });
			const account = await world.newAccount();
			const waits = async () => (await bought(world, account.key)).length === 5;
			const { execution, worker } = await killedWhen(waits, { account, name: 'waiting', count: 5 });

			assert.equal(execution.status, 'error');
			assert.equal((await bought(world, account.key)).length, 5);
			assert.deepEqual(boughtTwice(await bought(world, account.key)), []);
			for (const { id } of await world.joggAi.charges(account.key)) assert.ok(worker.log.includes(id), id);
		});

		it('while it creates ends the execution as failed; nothing is bought after it, and nothing twice', async () => {
			await world.settings({ postsPerWindow: 10, windowSeconds: 20 });
			const account = await world.newAccount();
			const begun = async () => (await bought(world, account.key)).length >= 10;
			const run = { account, name: 'creating', count: 30 };
			const { execution, before } = await killedWhen(begun, run);

			assert.equal(execution.status, 'error');
			const all = await bought(world, account.key);
			assert.ok(all.length < 30, 'it was killed in the middle');
			assert.ok(all.length <= before + 1, `${all.length - before} bought after the kill`);
			assert.deepEqual(boughtTwice(all), []);
		});

		it('with all others while an execution sleeps changes nothing: it wakes on a new one and has every video', async () => {
			await world.settings({ speed: 2 });
			const account = await world.newAccount();
			const parameters = { waitForCompletion: 'pause' };
			const { id } = await videos(world, {
				name: 'asleep',
				count: 5,
				credentials: account.credentials,
				parameters,
			});
			const executionId = await world.n8n.start(id, START);
			const asleep = async () => (await world.n8n.execution(executionId)).status === 'waiting';
			await until('the execution to fall asleep', asleep, { ms: 60_000 });
			await world.killAllButMain();
			await world.revive();

			const execution = await world.n8n.finished(executionId, { timeoutMs: 300_000 });

			assert.equal(execution.status, 'success', problemOf(execution).message);
			const made = itemsOf(execution, MAKE).map(({ json }) => json);
			assert.equal(new Set(made.map((video) => video.id)).size, 5);
			assert.ok(made.every(({ videoUrl }) => videoUrl));
			const all = await bought(world, account.key);
			assert.equal(all.length, 5);
			assert.deepEqual(boughtTwice(all), []);
		});
	});
}
