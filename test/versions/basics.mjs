/** What everybody needs, in each n8n: the first workflow, lists, an event that starts a workflow, an error that is told. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf, runsOf } from '../e2e/lib/editor.mjs';
import { deliver, signature } from '../e2e/lib/joggai.mjs';
import { openExample } from '../e2e/lib/ownExample.mjs';
import {
	AFTER,
	after as behind,
	avatarVideo,
	items,
	node,
	START,
	start,
	workflow,
} from '../e2e/lib/workflows.mjs';

const READY = 'generated_avatar_video_success';
const MAKE = 'Make';

export function basics(world) {
	describe('a workflow', () => {
		let account;
		before(async () => {
			await world.joggAi.calm();
			account = await world.newAccount();
		});

		const run = async (nodes, options) => {
			const { id } = await world.editor.create(workflow('Basics', [start(), ...nodes], options));
			return await world.n8n.run(id, START, { timeoutMs: 60_000 });
		};

		it('makes a video with its file from a product page', async (t) => {
			const example = await openExample(world, 'product-page-to-avatar-video');
			t.after(() => example.stop());
			const execution = await world.n8n.run(example.id, START, { timeoutMs: 120_000 });
			assert.equal(execution.status, 'success', problemOf(execution).message);
			const [{ json, binary }] = itemsOf(execution, 'Make Avatar Video');
			assert.match(json.videoUrl, /^http/);
			assert.equal(binary.data.mimeType, 'video/mp4');
		});

		it('lists avatars and voices', async () => {
			const { credentials } = account;
			const avatars = node('joggAiListAvatars', 'Avatars', { limit: 7 }, { credentials });
			const voices = node('joggAiListVoices', 'Voices', { limit: 3 }, { credentials, executeOnce: true });
			const execution = await run([avatars, voices]);
			assert.equal(execution.status, 'success', problemOf(execution).message);
			assert.equal(itemsOf(execution, 'Avatars').length, 7);
			assert.equal(itemsOf(execution, 'Voices').length, 3);
			assert.ok(itemsOf(execution, 'Avatars').every(({ json }) => json.avatarId && json.name));
		});

		it('goes on by the error output with the item that fails, paired with where it came from', async () => {
			const { credentials } = account;
			const scripts = ['Good morning!', '[fail: no face detected]', 'Good night!'].map((script) => ({
				script,
			}));
			const settings = { credentials, onError: 'continueErrorOutput' };
			const make = node('joggAiAvatarVideo', MAKE, avatarVideo({ script: '={{ $json.script }}' }), settings);
			const { id } = await world.editor.create(workflow('Error output', [start(), ...items(scripts), make]));
			const execution = await world.n8n.run(id, START, { timeoutMs: 60_000 });
			assert.equal(execution.status, 'success', problemOf(execution).message);
			const [good, bad] = execution.data.resultData.runData[MAKE].at(-1).data.main;
			assert.deepEqual(
				good.map(({ pairedItem }) => pairedItem.item),
				[0, 2],
			);
			assert.equal(bad.length, 1);
			assert.match(bad[0].json.error, /no face detected/);
			assert.equal(bad[0].json.script, scripts[1].script);
			const { outcome, charged, tryAgain, jobs } = bad[0].json.details;
			assert.deepEqual([outcome, charged, tryAgain, jobs.length], ['notMade', true, false, 1]);
		});

		it('that pauses while JoggAI works has every video in the end, each bought once', async () => {
			await world.joggAi.set({ speed: 2 });
			const { credentials, key } = await world.newAccount();
			const scripts = [1, 2, 3].map((number) => ({ script: `Paused ${number}` }));
			const video = avatarVideo({ script: '={{ $json.script }}', waitForCompletion: 'pause' });
			const make = node('joggAiAvatarVideo', MAKE, video, { credentials });
			const { id } = await world.editor.create(
				workflow('Pause', [start(), ...items(scripts), make, behind()]),
			);
			const executionId = await world.n8n.start(id, START);
			const states = new Set();
			const onProgress = ({ status }) => states.add(status);
			const execution = await world.n8n.finished(executionId, { timeoutMs: 300_000, onProgress });
			await world.joggAi.calm();

			assert.equal(execution.status, 'success', problemOf(execution).message);
			const obstacle = /cannot pause.*/.exec(world.log)?.[0] ?? 'no obstacle in the log';
			assert.equal(states.has('waiting'), world.canPause, `${[...states].join(', ')}; ${obstacle}`);
			const made = itemsOf(execution, AFTER);
			assert.deepEqual(
				made.map(({ pairedItem }) => [pairedItem].flat()[0].item),
				[0, 1, 2],
			);
			assert.equal(new Set(made.map(({ json }) => json.videoUrl && json.id)).size, 3);
			assert.equal((await world.joggAi.charges(key)).length, 3);
		});

		it('that fails tells why', async () => {
			const credentials = await world.credential('wrong-key');
			const make = node('joggAiAvatarVideo', MAKE, avatarVideo(), { credentials });
			const execution = await run([make]);
			assert.equal(execution.status, 'error');
			const { message, context } = problemOf(execution);
			assert.match(message, /did not accept the API key/);
			assert.equal(context.details.outcome, 'refused');
			assert.equal(context.details.charged, false);
		});
	});

	describe('the Trigger', () => {
		let account, id;
		before(async () => {
			account = await world.newAccount();
			const settings = { webhookId: randomUUID(), credentials: account.credentials };
			const trigger = node('joggAiTrigger', 'When JoggAI Reports', { events: [READY] }, settings);
			({ id } = await world.editor.create(workflow('Trigger', [trigger, behind()])));
			await world.editor.publish(id);
		});
		after(() => world.editor.unpublish(id));

		const body = JSON.stringify({
			event_id: 'evt_1',
			event: READY,
			timestamp: Math.floor(Date.now() / 1000),
			data: { video_id: 'vid_1', status: 'completed', video_url: 'https://example.com/v.mp4' },
		});

		it('starts the workflow for a signed event, once, and for nothing else', async () => {
			const [endpoint] = await world.joggAi.endpoints(account.key);
			assert.equal((await deliver(endpoint.url, body, signature('whsec_guessed', body))).status, 401);
			const signed = signature(endpoint.secret, body);
			assert.equal((await deliver(endpoint.url, body, signed)).status, 200);
			assert.equal((await deliver(endpoint.url, body, signed)).status, 200);
			const executions = await world.editor.ended(id, 1);
			assert.equal(executions.filter((execution) => runsOf(execution, AFTER) > 0).length, 1);
			assert.equal(itemsOf(executions[0], AFTER)[0].json.id, 'vid_1');
		});

		it('takes its endpoint along when the workflow is unpublished', async () => {
			await world.editor.unpublish(id);
			assert.deepEqual(await world.joggAi.endpoints(account.key), []);
		});
	});
}
