/** JoggAI's event reaches two webhook processes at once, which know nothing of each other. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { runsOf } from '../e2e/lib/editor.mjs';
import { deliver, signature } from '../e2e/lib/joggai.mjs';
import { AFTER, after as behind, node, workflow } from '../e2e/lib/workflows.mjs';

const PAIRS = 20;
const READY = 'generated_avatar_video_success';

const bodyOf = (number) =>
	JSON.stringify({
		event_id: `evt_${randomUUID()}`,
		event: READY,
		timestamp: 1_790_000_000 + number,
		data: { video_id: `vid_${number}`, status: 'completed', video_url: 'https://example.com/v.mp4' },
	});

export function duplicates(world) {
	describe('the Trigger behind two webhook processes', () => {
		let id, endpoint;
		before(async () => {
			await world.joggAi.calm();
			const account = await world.newAccount();
			const settings = { webhookId: randomUUID(), credentials: account.credentials };
			const trigger = node('joggAiTrigger', 'When JoggAI Reports', { events: [READY] }, settings);
			({ id } = await world.editor.create(workflow('Duplicates', [trigger, behind()])));
			assert.equal((await world.editor.publish(id)).status, 'published');
			[endpoint] = await world.joggAi.endpoints(account.key);
		});
		after(() => world.editor.unpublish(id));

		/** The same bytes at every webhook process at once. */
		async function everywhere(body) {
			const { pathname: path } = new URL(endpoint.url);
			const signed = signature(endpoint.secret, body);
			return await Promise.all(world.queue.webhooks.map(({ url }) => deliver(url + path, body, signed)));
		}

		const started = async (count) => await world.editor.ended(id, count);

		it(`lets each of ${PAIRS} events, delivered to both at once, run the workflow once`, async (t) => {
			for (let number = 0; number < PAIRS; number++) {
				const answers = await everywhere(bodyOf(number));
				assert.deepEqual(
					answers.map(({ status }) => status),
					[200, 200],
				);
				await started(2 * (number + 1));
			}
			const executions = await started(2 * PAIRS);
			const ran = executions.filter((execution) => runsOf(execution, AFTER) > 0).length;
			t.diagnostic(`${PAIRS} events, ${executions.length} executions, ${ran} of them ran the workflow`);
			assert.equal(ran, PAIRS);
		});
	});
}
