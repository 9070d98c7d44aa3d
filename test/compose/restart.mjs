/** "docker compose down" and "up": what n8n knows and what it has begun is still there. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from '../e2e/lib/editor.mjs';
import { START } from '../e2e/lib/workflows.mjs';
import { until } from '../e2e/lib/until.mjs';
import { bought, boughtTwice, MAKE, videos } from '../queue/lib.mjs';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { N8N } from './world.mjs';

const COUNT = 5;
const ASLEEP_MS = 300_000;
/** A sleep takes 65 s at least, and n8n looks once a minute for what is to be woken. */
const WOKEN_MS = 600_000;
const STARTED_MS = 1_800_000;

export function restart(world) {
	describe('down and up', () => {
		let account, workflowId, executionId, earlier;
		before(
			async () => {
				await world.joggAi.calm();
				await world.settings({ speed: 2 });
				account = await world.newAccount();
				const { credentials } = account;
				const parameters = { waitForCompletion: 'pause' };
				const run = { name: 'asleep', count: COUNT, credentials, parameters };
				({ id: workflowId } = await videos(world, run));
				executionId = await world.n8n.start(workflowId, START);
				const isAsleep = async () => (await world.n8n.execution(executionId)).status === 'waiting';
				await until('the execution to fall asleep', isAsleep, { ms: ASLEEP_MS });
				earlier = await lists();
				await world.down();
				await world.up();
			},
			{ timeout: STARTED_MS },
		);

		/** The IDs of all workflows and credentials. */
		async function lists() {
			const all = ['workflows', 'credentials'].map((what) => world.n8n.request('GET', `/rest/${what}`));
			return (await Promise.all(all)).map((list) => list.map(({ id }) => id).sort());
		}

		it('keep workflows, credentials and the person who is signed in', async () => {
			const [workflows, credentials] = await lists();
			assert.deepEqual([workflows, credentials], earlier);
			assert.ok(workflows.includes(workflowId) && credentials.length > 1);
		});

		it('put the package into every process again', async () => {
			for (const name of N8N) {
				const folder = `/home/node/.n8n/nodes/node_modules/${PACKAGE_NAME}`;
				await world.compose.exec(name, 'test', '-f', `${folder}/package.json`);
			}
		});

		it('let a sleeping execution sleep on: it wakes and has every video, each bought once', async () => {
			const execution = await world.n8n.finished(executionId, { timeoutMs: WOKEN_MS });
			assert.equal(execution.status, 'success', problemOf(execution).message);
			const made = itemsOf(execution, MAKE).map(({ json }) => json);
			assert.equal(new Set(made.map(({ id }) => id)).size, COUNT);
			assert.ok(made.every(({ videoUrl }) => videoUrl));
			const scripts = await bought(world, account.key);
			assert.equal(scripts.length, COUNT);
			assert.deepEqual(boughtTwice(scripts), []);
		});
	});
}
