/** The direction from JoggAI to n8n: a signed event starts the workflow, a forged one does not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../tools/lib/failure.mjs';
import { isOver, itemsOf } from '../../tools/n8n/executions.mjs';

const POLL_MS = 500;
const WAIT_MS = 30000;
/** Long enough for an execution that must not come to show up. */
const CALM_MS = 1500;

/** Waits for the execution that the video's event started. */
export async function checkEvent(n8n, workflow, { json: video }, note) {
	const trigger = triggerOf(workflow);
	for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(POLL_MS)) {
		for (const execution of (await n8n.executions(workflow.id)).filter(isOver)) {
			const [item] = itemsOf(execution, trigger.name);
			if (!item || !JSON.stringify(item.json).includes(video.id)) continue;
			note(
				`${item.json.event ?? 'event'} for ${video.id} started execution ${execution.id} (${execution.status})`,
			);
			if (execution.status !== 'success') break;
			note(await deliveryOf(n8n, video.id));
			return;
		}
	}
	throw new Failure('The event of the finished video did not start the Trigger workflow', {
		details: n8n.tail(20),
	});
}

/** Sends what an attacker could: the right address and form, but not JoggAI's signature. */
export async function checkForgery(n8n, workflow, note) {
	const before = (await n8n.executions(workflow.id)).length;
	const event = {
		event_id: 'evt_forged',
		event: 'generated_avatar_video_success',
		timestamp: 1,
		data: { video_id: 'forged' },
	};
	const response = await fetch(n8n.endpoint.url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-webhook-event': event.event,
			'x-webhook-signature': '0'.repeat(64),
		},
		body: JSON.stringify(event),
	});
	await sleep(CALM_MS);
	const after = (await n8n.executions(workflow.id)).length;
	if (response.status !== 401 || after !== before) {
		throw new Failure(
			`A forged event was answered ${response.status} and started ${after - before} executions`,
		);
	}
	note('answered 401, nothing was started');
}

/** What the sandbox sent, and how n8n answered. */
async function deliveryOf({ sandbox, endpoint }, videoId) {
	const { deliveries } = await sandbox.state();
	const delivery = deliveries.find(({ url, body }) => url === endpoint.url && body.includes(videoId));
	const signature = delivery?.headers?.['x-webhook-signature'] ?? delivery?.headers?.['X-Webhook-Signature'];
	if (!signature) throw new Failure('The event arrived without a signature');
	return `signed ${signature.slice(0, 16)}…, n8n answered ${delivery.status}`;
}

const triggerOf = ({ nodes }) => nodes.find(({ type }) => type.endsWith('.joggAiTrigger'));
