/** Pause the Workflow where somebody holds the line for the result: the node waits, and the caller gets the video. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { editorOf, problemOf } from './lib/editor.mjs';
import { until } from './lib/until.mjs';
import { avatarVideo, items, node, start, START, workflow } from './lib/workflows.mjs';
import { itemsOf } from '../../tools/n8n/executions.mjs';

/** Half a minute of JoggAI's, on a machine that may be busy. */
const ANSWERED_MS = 240_000;
const MAKE = 'Make';
/** So long JoggAI lets requests wait once it has taken its number of them. */
const WINDOW_SECONDS = 6;

export function callers(world) {
	describe('somebody who waits for the end of a workflow that would pause', { timeout: 15 * 60_000 }, () => {
		let n8n, editor, credentials;
		before(async () => {
			({ n8n } = world);
			await world.joggAi.calm();
			editor = editorOf(n8n);
			const apiKey = await world.joggAi.newKey();
			credentials = await n8n.importCredentials({
				apiKey,
				domain: world.joggAi.url,
				requestsPerMinute: 1000,
			});
		});

		const make = (script) =>
			node('joggAiAvatarVideo', MAKE, avatarVideo({ script, waitForCompletion: 'pause' }), { credentials });

		/** A workflow that is called, and does nothing but this. */
		async function childOf(only) {
			const called = node(
				'n8n-nodes-base.executeWorkflowTrigger',
				'Called',
				{ inputSource: 'passthrough' },
				{ typeVersion: 1.1 },
			);
			const child = await editor.create(workflow('Child', [called, only]));
			await editor.publish(child.id).catch(() => undefined);
			return child;
		}

		const callOf = ({ id }, mode) =>
			node(
				'n8n-nodes-base.executeWorkflow',
				'Call',
				{ workflowId: { __rl: true, mode: 'id', value: id }, mode, options: {} },
				{ typeVersion: 1.2 },
			);

		/** Publishes a workflow and calls it as a stranger does; resolves to what comes back. */
		async function answer(name, first, path, request) {
			const { id } = await editor.create(workflow(name, [first, make(`${name}.`)]));
			await editor.publish(id);
			const send = async () => await fetch(n8n.url + path, request);
			const reply = await until(`${name} to be taken`, async () => {
				const response = await send();
				return response.status === 404 ? undefined : response;
			});
			return { status: reply.status, body: await reply.text(), workflowId: id };
		}

		it('a Webhook that answers when the last node finishes hands the video to its caller', async () => {
			const path = randomUUID();
			const parameters = { path, httpMethod: 'POST', responseMode: 'lastNode' };
			const first = node('n8n-nodes-base.webhook', 'Called', parameters, { webhookId: path, typeVersion: 2 });
			const { status, body } = await answer('Webhook', first, `/webhook/${path}`, { method: 'POST' });
			assert.equal(status, 200, body);
			assert.match(JSON.parse(body).videoUrl, /\.mp4$/);
		});

		it('a Chat Trigger answers in the chat', async () => {
			const webhookId = randomUUID();
			const parameters = { public: true, mode: 'webhook', options: {} };
			const type = '@n8n/n8n-nodes-langchain.chatTrigger';
			const first = node(type, 'Chat', parameters, { webhookId, typeVersion: 1.1 });
			const { status, body } = await answer('Chat', first, `/webhook/${webhookId}/chat`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: 's', chatInput: 'Make it.' }),
			});
			assert.equal(status, 200, body);
			assert.match(body, /\.mp4/);
		});

		it('a form that answers at the end hands on the video', async () => {
			const webhookId = randomUUID();
			const parameters = {
				formTitle: 'Video',
				formFields: { values: [{ fieldLabel: 'Name' }] },
				responseMode: 'lastNode',
				options: {},
			};
			const first = node('n8n-nodes-base.formTrigger', 'Form', parameters, { webhookId, typeVersion: 2.2 });
			const body = new globalThis.FormData();
			body.set('field-0', 'Ada');
			const reply = await answer('Form', first, `/form/${webhookId}`, { method: 'POST', body });
			assert.equal(reply.status, 200, reply.body);
			const [{ id }] = await editor.executions(reply.workflowId);
			const execution = await n8n.finished(id, { timeoutMs: ANSWERED_MS });
			assert.equal(execution.status, 'success');
			assert.match(itemsOf(execution, MAKE)[0].json.videoUrl, /\.mp4$/);
		});

		it('a sub-workflow that is run once for each item hands on every video', async () => {
			const child = await childOf(make('={{ $json.script }}'));
			const call = callOf(child, 'each');
			const scripts = ['One.', 'Two.', 'Three.'].map((script) => ({ script }));
			const parent = await editor.create(workflow('Parent', [start(), ...items(scripts), call]));
			const execution = await n8n.finished(await n8n.start(parent.id, START), { timeoutMs: ANSWERED_MS });
			assert.equal(execution.status, 'success');
			assert.equal(itemsOf(execution, 'Call').length, 3);
		});

		it('after Stop of the workflow that called it, a sub-workflow buys nothing more', async () => {
			const apiKey = await world.joggAi.newKey();
			const own = await n8n.importCredentials({ apiKey, domain: world.joggAi.url, requestsPerMinute: 1000 });
			await world.joggAi.set({ postsPerWindow: 4, windowSeconds: WINDOW_SECONDS });
			const child = await childOf(
				node('joggAiAvatarVideo', MAKE, avatarVideo({ script: '={{ $json.script }}' }), { credentials: own }),
			);
			const scripts = Array.from({ length: 12 }, (_, number) => ({ script: `Number ${number}.` }));
			const parent = await editor.create(
				workflow('Stopped', [start(), ...items(scripts), callOf(child, 'once')]),
			);
			const executionId = await n8n.start(parent.id, START);
			const charged = async () => (await world.joggAi.charges(apiKey)).length;
			await until('the first videos to be bought', async () => (await charged()) >= 4);
			await editor.stop(executionId);
			const bought = await charged();
			assert.ok(bought < scripts.length, `${bought} bought`);
			const [{ id }] = await editor.executions(child.id);
			const execution = await n8n.finished(id, { timeoutMs: ANSWERED_MS });
			assert.equal(await charged(), bought);
			assert.match(problemOf(execution).message, /The workflow that called this one was stopped/);
			await world.joggAi.calm();
		});
	});
}
