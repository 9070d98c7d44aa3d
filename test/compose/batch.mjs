/** Work for both workers, with a Code node in it: its code runs beside them. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from '../e2e/lib/editor.mjs';
import { avatarVideo, items, node, start, START, workflow } from '../e2e/lib/workflows.mjs';
import { bought, boughtTwice, MAKE } from '../queue/lib.mjs';
import { WORKERS } from './world.mjs';

const EXECUTIONS = 6;
const EACH = 5;
const ALL = EXECUTIONS * EACH;
const ENDED_MS = 600_000;
const CODE = 'Code';

export function batch(world) {
	describe(`${ALL} videos in ${EXECUTIONS} executions at once`, () => {
		let account, executions, workers;
		before(async () => {
			await world.joggAi.calm();
			account = await world.newAccount();
			const { credentials } = account;
			const runs = Array.from({ length: EXECUTIONS }, async (_, run) => {
				const scripts = Array.from({ length: EACH }, (__, index) => ({ script: `batch ${run} ${index}` }));
				const parameters = avatarVideo({ script: '={{ $json.script }}' });
				const make = node('joggAiAvatarVideo', MAKE, parameters, { credentials });
				const jsCode = 'return $input.all().map(({ json }) => ({ json: { code: json.id } }));';
				const code = { ...node('n8n-nodes-base.code', CODE, { jsCode }), typeVersion: 2 };
				const nodes = [start(), ...items(scripts), make, code];
				const { id } = await world.editor.create(workflow(`Batch ${run}`, nodes));
				return await world.n8n.run(id, START, { timeoutMs: ENDED_MS });
			});
			executions = await Promise.all(runs);
			workers = await Promise.all(executions.map(({ id }) => world.workerOf(id)));
		});

		it('succeed, and both workers take part', (t) => {
			for (const execution of executions)
				assert.equal(execution.status, 'success', problemOf(execution).message);
			t.diagnostic(`by worker: ${workers.join()}`);
			assert.deepEqual([...new Set(workers)].sort(), WORKERS);
		});

		it('make every video once', async () => {
			const made = executions.flatMap((execution) => itemsOf(execution, MAKE)).map(({ json }) => json);
			assert.equal(new Set(made.map(({ id }) => id)).size, ALL);
			assert.ok(made.every(({ videoUrl }) => videoUrl));
			const scripts = await bought(world, account.key);
			assert.equal(scripts.length, ALL);
			assert.deepEqual(boughtTwice(scripts), []);
		});

		it("run the code of Code nodes in each worker's runner", () => {
			for (const execution of executions) {
				const ids = itemsOf(execution, MAKE).map(({ json }) => json.id);
				assert.deepEqual(
					itemsOf(execution, CODE).map(({ json }) => json.code),
					ids,
				);
			}
		});
	});
}
