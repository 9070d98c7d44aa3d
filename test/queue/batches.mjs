/** Two workers share a key, and each of them knows its own requests only. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from '../e2e/lib/editor.mjs';
import { START } from '../e2e/lib/workflows.mjs';
import { bought, boughtTwice, CREATE, MAKE, videos } from './lib.mjs';

/** JoggAI's own limit: the workers count by the same minute. */
const PER_WINDOW = 20;
const WINDOW_MS = 60_000;
const COUNT = 30;
const ALL = 2 * COUNT;
/** Of what the limit allows: the last window opens when all but it have passed. */
const MINIMUM_MS = (Math.ceil(ALL / PER_WINDOW) - 1) * WINDOW_MS;
const RATE_LIMITED = 429;

export function batches(world) {
	describe(`two batches of ${COUNT} videos under one key on two workers`, () => {
		let account, executions, requests;
		before(async () => {
			await world.joggAi.calm();
			await world.settings({ postsPerWindow: PER_WINDOW, windowSeconds: WINDOW_MS / 1000 });
			account = await world.newAccount({ requestsPerMinute: PER_WINDOW });
			const { credentials } = account;
			const made = ['first', 'second'].map((name) => videos(world, { name, count: COUNT, credentials }));
			const runs = (await Promise.all(made)).map(({ id }) =>
				world.n8n.run(id, START, { timeoutMs: 3 * MINIMUM_MS }),
			);
			executions = await Promise.all(runs);
			requests = await world.joggAi.requests(account.key, CREATE);
		});

		it('run on a worker each, and both succeed', () => {
			const workers = executions.map(({ id }) => world.workerOf(id));
			assert.ok(workers.every(Boolean) && workers[0] !== workers[1]);
			for (const execution of executions)
				assert.equal(execution.status, 'success', problemOf(execution).message);
		});

		it('return every video in the order of its items, none of them paid for twice', async () => {
			const results = executions.flatMap((execution) => itemsOf(execution, MAKE));
			assert.equal(new Set(results.map(({ json }) => json.id)).size, ALL);
			const order = [...Array(COUNT).keys()];
			assert.deepEqual(
				results.map(({ pairedItem }) => pairedItem.item),
				[...order, ...order],
			);
			const scripts = await bought(world, account.key);
			assert.equal(scripts.length, ALL);
			assert.deepEqual(boughtTwice(scripts), []);
		});

		it('sit out every "too many requests", and take at most a tenth longer than the limit demands', (t) => {
			const refused = requests.filter(({ code }) => code === RATE_LIMITED);
			assert.ok(refused.length > 0, 'JoggAI has refused some');
			const accepted = requests.filter(({ code }) => code === 0).map(({ at }) => at);
			assert.equal(accepted.length, ALL);
			const took = Math.max(...accepted) - Math.min(...accepted);
			t.diagnostic(`${took} ms of at least ${MINIMUM_MS}, ${refused.length} refused`);
			assert.ok(took <= 1.1 * MINIMUM_MS, `took ${took} ms`);
		});
	});
}
