/** Many items at once: all arrive, none is paid for twice, none that was started is lost. */
import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from './lib/editor.mjs';
import { until } from './lib/until.mjs';
import { avatarVideo, items, node, start, START, workflow } from './lib/workflows.mjs';

const COUNT = 25;
const LIMIT = { postsPerWindow: 20, windowSeconds: 3 };
const CREATE = 'POST /v2/create_video_from_avatar';
const RATE_LIMITED = 429;
const INVALID = 40000;

const sorted = (list) => [...list].sort();

export function batch(world) {
	describe(`a batch of ${COUNT} videos`, () => {
		let account;
		before(() => world.joggAi.calm());
		afterEach(() => world.joggAi.calm());

		/** A workflow of its own for an account of its own. */
		async function make(parameters = {}, settings = {}) {
			account = await world.newAccount();
			const scripts = Array.from({ length: COUNT }, (_, index) => ({ script: `Greeting number ${index}` }));
			const video = avatarVideo({ script: '={{ $json.script }}', waitForCompletion: 'none', ...parameters });
			const create = node('joggAiAvatarVideo', 'Make', video, {
				credentials: account.credentials,
				...settings,
			});
			return await world.editor.create(workflow('Batch', [start(), ...items(scripts), create]));
		}

		const run = async ({ id }) => await world.n8n.run(id, START, { timeoutMs: 60_000 });
		const ids = async () => (await world.joggAi.charges(account.key)).map(({ id }) => id);
		const refusals = async (wanted) =>
			(await world.joggAi.requests(account.key, /create_video/)).filter(({ code }) => code === wanted).length;

		it('gets through a narrow rate limit: every item has its ID, in order, each charged once', async () => {
			await world.joggAi.set(LIMIT);
			const execution = await run(await make());

			assert.equal(execution.status, 'success', problemOf(execution).message);
			assert.ok((await refusals(RATE_LIMITED)) > 0, 'JoggAI has refused some at first');
			const made = itemsOf(execution, 'Make');
			assert.deepEqual(
				made.map(({ pairedItem }) => pairedItem.item),
				[...Array(COUNT).keys()],
			);
			assert.deepEqual(sorted(made.map(({ json }) => json.id)), sorted(await ids()));
			assert.equal((await ids()).length, COUNT);
			const scripts = new Map((await world.state()).jobs.map(({ id, input }) => [id, input.voice.script]));
			made.forEach(({ json }, index) => assert.equal(scripts.get(json.id), `Greeting number ${index}`));
		});

		it('that stops on one item names the ID of every video that was started', async () => {
			await world.joggAi.fault({
				match: CREATE,
				kind: 'code',
				code: INVALID,
				msg: 'voice_id is unknown',
				skip: 12,
			});
			const execution = await run(await make());

			assert.equal(execution.status, 'error');
			const { message, description } = problemOf(execution);
			assert.match(message, /did not accept the values.*: voice_id is unknown/);
			const started = await ids();
			assert.ok(started.length >= 12);
			for (const id of started) assert.ok(description.includes(id), `${id} is named`);
		});

		it('with Retry On Fail buys every video once', async () => {
			await world.joggAi.fault({ match: CREATE, kind: 'code', code: INVALID, skip: 12 });
			const execution = await run(await make({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 }));
			assert.equal(execution.status, 'success', problemOf(execution).description);
			assert.equal(await refusals(INVALID), 1, 'one item had to be tried again');
			const made = itemsOf(execution, 'Make').map(({ json }) => json.id);
			assert.equal(new Set(made).size, COUNT);
			assert.deepEqual(sorted(made), sorted(await ids()));
		});

		it('stopped while it waits ends at once as canceled, and the log has every ID', async () => {
			await world.joggAi.set({ speed: 0.1 });
			const created = await make({ waitForCompletion: 'wait' });
			const executionId = await world.n8n.start(created.id, START);
			await until('all videos started', async () => (await ids()).length === COUNT);

			const pressed = Date.now();
			await world.editor.stop(executionId);
			const execution = await world.n8n.finished(executionId, { timeoutMs: 20_000 });

			assert.equal(execution.status, 'canceled');
			assert.ok(Date.now() - pressed < 10_000, `took ${Date.now() - pressed} ms`);
			for (const id of await ids())
				await until(`${id} in the log`, () => world.log.includes(id), { ms: 5000 });
			if (!world.tellsCustomData) return;
			const [first] = await ids();
			const told = new RegExp(`avatar video .*${first}`);
			// n8n stores what is highlighted after it has called the execution canceled.
			await until(`${first} in the highlighted data`, async () =>
				told.test((await world.n8n.execution(executionId)).customData?.joggAi),
			);
		});

		it("that n8n's Retry starts once more buys only the video that JoggAI could not make", async () => {
			await world.joggAi.set({ speed: 100 });
			await world.joggAi.fault({ match: CREATE, kind: 'failJob', message: 'no voice', skip: 7 });
			const failed = await run(await make({ waitForCompletion: 'wait' }));
			assert.equal(failed.status, 'error');
			assert.equal((await ids()).length, COUNT);

			const { id } = await world.editor.retry(failed.id);
			const retried = await world.n8n.finished(id, { timeoutMs: 60_000 });

			assert.equal(retried.status, 'success', problemOf(retried).message);
			assert.equal((await ids()).length, COUNT + 1);
			assert.equal(new Set(itemsOf(retried, 'Make').map(({ json }) => json.id)).size, COUNT);
		});
	});
}
