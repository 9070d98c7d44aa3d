/** JoggAI's event reaches one webhook process after the other, which know nothing of each other. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { runsOf } from '../e2e/lib/editor.mjs';
import { deliver, signature } from '../e2e/lib/joggai.mjs';
import { AFTER, after as behind, node, workflow } from '../e2e/lib/workflows.mjs';

const EVENTS = 20;
const READY = 'generated_avatar_video_success';

const bodyOf = (number) =>
	JSON.stringify({
		event_id: `evt_${randomUUID()}`,
		event: READY,
		timestamp: Math.floor(Date.now() / 1000),
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

		const started = async (count) => await world.editor.ended(id, count);

		it(`lets each of ${EVENTS} events, delivered to one after the other, run the workflow once`, async (t) => {
			const { pathname: path } = new URL(endpoint.url);
			let count = 0;
			for (let number = 0; number < EVENTS; number++) {
				const body = bodyOf(number);
				for (const { url } of world.queue.webhooks) {
					const { status } = await deliver(url + path, body, signature(endpoint.secret, body));
					assert.equal(status, 200);
					await started(++count);
				}
			}
			const executions = await started(count);
			const ran = executions.filter((execution) => runsOf(execution, AFTER) > 0).length;
			t.diagnostic(`${EVENTS} events, ${executions.length} executions, ${ran} of them ran the workflow`);
			assert.equal(ran, EVENTS);
		});
	});
}
