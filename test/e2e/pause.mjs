/** Pause the Workflow: executions sleep in n8n's database, through a power cut. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf, runsOf } from './lib/editor.mjs';
import { COUNT, MAKE, startSleepers } from './lib/sleepers.mjs';
import { AFTER } from './lib/workflows.mjs';

/** n8n starts twice, on a machine that may be busy. */
const READY_MS = 300_000;
const QUIET_MS = 3000;

const THREE = ['One.', 'Two.', 'Three.'];
const SECOND_FAILS = ['One.', 'Two. [fail: no face detected]', 'Three.'];

const idsOf = (list) => list.map(({ json }) => json.id);
const pairsOf = (list) => list.map(({ pairedItem }) => [pairedItem].flat()[0].item);
const errorOutputOf = ({ data }) => data.resultData.runData[MAKE].at(-1).data.main[1];

export function pause(world) {
	describe('a workflow that pauses', () => {
		let sleepers, survivor;
		before(
			async () => {
				await world.joggAi.calm();
				sleepers = await startSleepers(world);
				survivor = await sleepers.asleepInProduction('Power cut', THREE);
				await sleepers.n8n.crash();
			},
			{ timeout: READY_MS },
		);
		after(() => sleepers?.n8n.stop());

		/** The execution has put out the three videos that were bought, in order, and bought no other. */
		async function hasAllThree(run) {
			const execution = await run.ended();
			assert.equal(execution.status, 'success', problemOf(execution).message);
			const made = itemsOf(execution, MAKE);
			assert.deepEqual(idsOf(made), await run.bought());
			assert.deepEqual(pairsOf(made), [0, 1, 2]);
			assert.ok(made.every(({ json }) => json.status === 'completed' && json.videoUrl));
			assert.equal(runsOf(execution, AFTER), 1);
			assert.equal((await run.orders()).length, 3);
		}

		// A sleep takes a minute or two of real time: all of them sleep at once.
		describe('all asleep at once', { concurrency: true }, () => {
			it('hands on three videos in order, paired, each bought once', async () => {
				await hasAllThree(await sleepers.asleepByHand('Three videos', THREE));
			});

			it('sleeps on through a power cut, and buys nothing again', async () => {
				await hasAllThree(survivor);
			});

			it('loses nothing of what n8n keeps for other nodes of the workflow, nor what it has bought', async () => {
				const counted = await sleepers.countedInProduction('Counted', 'Once and never again.');
				const first = await counted.run();
				const second = await counted.run();

				for (const execution of [first, second])
					assert.equal(execution.status, 'success', problemOf(execution).message);
				const runs = [first, second].map((execution) => itemsOf(execution, COUNT)[0].json.runs);
				assert.deepEqual(runs, [1, 2]);
				assert.equal(itemsOf(second, MAKE)[0].json.reused, true);
				assert.equal(await counted.charges(), 1);
			});

			it('ends as failed when JoggAI cannot make a video, and names every ID', async () => {
				const run = await sleepers.asleepByHand('One fails', SECOND_FAILS);
				const execution = await run.ended();

				assert.equal(execution.status, 'error');
				const { message, description } = problemOf(execution);
				const bought = await run.bought();
				assert.equal(bought.length, 3);
				assert.ok(message.includes(`${bought[1]}: no face detected`), message);
				for (const id of bought) assert.ok(`${message} ${description}`.includes(id), `${id} is named`);
				assert.equal(runsOf(execution, AFTER), 0);
			});

			it('with Continue (using error output) hands the failed video to that output, and the others on', async () => {
				const settings = { onError: 'continueErrorOutput' };
				const run = await sleepers.asleepByHand('Error output', SECOND_FAILS, settings);
				const execution = await run.ended();

				assert.equal(execution.status, 'success', problemOf(execution).message);
				const [first, failed, third] = await run.bought();
				const made = itemsOf(execution, MAKE);
				assert.deepEqual(idsOf(made), [first, third]);
				assert.deepEqual(pairsOf(made), [0, 2]);
				const [{ json }, ...more] = errorOutputOf(execution);
				assert.deepEqual(more, []);
				assert.equal(json.script, SECOND_FAILS[1]);
				assert.ok(json.error.includes(failed), json.error);
				assert.equal((await run.orders()).length, 3);
			});

			it('stopped while it sleeps is canceled, tells its IDs, and buys nothing more', async () => {
				const run = await sleepers.asleepByHand('Stopped', THREE);
				await sleepers.editor.stop(run.id);
				const execution = await run.ended();

				assert.equal(execution.status, 'canceled');
				const bought = await run.bought();
				assert.equal(bought.length, 3);
				for (const id of bought) assert.ok(execution.customData.joggAi.includes(id), `${id} is told`);
				await sleep(QUIET_MS);
				assert.equal((await run.now()).status, 'canceled');
				assert.equal((await run.orders()).length, 3);
			});
		});
	});
}
