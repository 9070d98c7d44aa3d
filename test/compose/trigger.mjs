/** JoggAI's events come in through the proxy and reach one of the webhook processes. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { runsOf } from '../e2e/lib/editor.mjs';
import { signature } from '../e2e/lib/joggai.mjs';
import { until } from '../e2e/lib/until.mjs';
import { AFTER, after as behind, avatarVideo, node, start, START, workflow } from '../e2e/lib/workflows.mjs';
import { MAKE } from '../queue/lib.mjs';

const READY = 'generated_avatar_video_success';
/** The proxy hands them to both webhook processes. */
const REPETITIONS = 4;
/** Another execution of the same event would have begun long before. */
const QUIET_MS = 3000;

export function trigger(world) {
	describe('the Trigger', () => {
		let account, id, endpoint;
		before(async () => {
			await world.joggAi.calm();
			account = await world.newAccount();
			const settings = { webhookId: randomUUID(), credentials: account.credentials };
			const listen = node('joggAiTrigger', 'When JoggAI Reports', { events: [READY] }, settings);
			({ id } = await world.editor.create(workflow('Events', [listen, behind()])));
			assert.equal((await world.editor.publish(id)).status, 'published');
			[endpoint] = await world.joggAi.endpoints(account.key);
		});
		after(() => world.editor.unpublish(id));

		const ran = (executions) => executions.filter((execution) => runsOf(execution, AFTER) > 0);

		it("tells JoggAI the public address, and JoggAI's event runs the workflow once", async () => {
			assert.ok(endpoint.url.startsWith('https://localhost/webhook/'), endpoint.url);
			const make = node('joggAiAvatarVideo', MAKE, avatarVideo(), { credentials: account.credentials });
			const { id: maker } = await world.editor.create(workflow('Makes one', [start(), make]));
			const made = await world.n8n.run(maker, START, { timeoutMs: 300_000 });

			const [execution] = ran(await world.editor.ended(id, 1));
			assert.equal(itemsOf(execution, AFTER)[0].json.id, itemsOf(made, MAKE)[0].json.id);
			await sleep(QUIET_MS);
			assert.equal(ran(await world.editor.ended(id, 1)).length, 1);
		});

		it('runs it once as well for an event that comes again and again, and not for a forged one', async () => {
			const data = { video_id: 'vid_again', status: 'completed', video_url: 'https://example.com/v.mp4' };
			const event = {
				event_id: `evt_${randomUUID()}`,
				event: READY,
				timestamp: Math.floor(Date.now() / 1000),
				data,
			};
			const body = JSON.stringify(event);
			const { pathname } = new URL(endpoint.url);
			const deliver = async (secret) => {
				const signed = { 'x-webhook-signature': signature(secret, body) };
				const headers = { 'content-type': 'application/json', ...signed };
				return (await world.send(pathname, { method: 'POST', headers, body })).status;
			};
			const isIt = (execution) => itemsOf(execution, AFTER)[0].json.id === data.video_id;
			const runs = async () => ran(await world.editor.ended(id, 2)).filter(isIt).length;
			assert.equal(await deliver('whsec_guessed'), 401);
			assert.equal(await deliver(endpoint.secret), 200);
			await until('the event to run the workflow', async () => (await runs()) === 1);
			for (let time = 0; time < REPETITIONS; time++) assert.equal(await deliver(endpoint.secret), 200);
			await sleep(QUIET_MS);
			assert.equal(await runs(), 1);
		});
	});
}
