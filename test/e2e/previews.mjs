/** The example with three previews, as somebody in a browser meets it: a page asks, another one shows the films. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { isOver, itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from './lib/editor.mjs';
import { openExample } from './lib/ownExample.mjs';
import { until } from './lib/until.mjs';

const NAME = 'product-previews-render-the-best';
const PREVIEWS = 'POST /v2/create_video_from_product/preview_list';
const WAIT = { ms: 120_000 };

export function previews(world) {
	describe('three previews', { concurrency: true }, () => {
		/** Publishes the example, fills in its first page, and follows where n8n leads. */
		async function visit(example) {
			await world.editor.publish(example.id);
			const { nodes } = await world.n8n.request('GET', `/rest/workflows/${example.id}`);
			const { webhookId } = nodes.find(({ name }) => name === 'Which Product?');
			const page = `${world.n8n.url}/form/${webhookId}`;
			const { formWaitingUrl } = await (
				await send(page, { 'field-0': 'https://shop.example.com/mat' })
			).json();
			return formWaitingUrl;
		}

		const send = (url, fields) => {
			const body = new globalThis.FormData();
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			return fetch(url, { method: 'POST', body });
		};

		/** What the waiting page asks n8n every second. */
		const statusOf = async (address) => {
			const url = new URL(address);
			url.pathname += '/n8n-execution-status';
			return (await (await fetch(url)).text()).trim();
		};

		const textOf = async (address) => await (await fetch(address)).text();

		it('are shown on a page, and the film that is chosen there is rendered, and only that one', async () => {
			const example = await openExample(world, NAME, withOwnAddresses);
			try {
				const address = await visit(example);
				await until(
					'the page with the films',
					async () => (await statusOf(address)) === 'form-waiting',
					WAIT,
				);
				const page = await textOf(address);
				for (const style of ['Paper Cut', 'Clean Studio', 'Kitchen Table'])
					assert.ok(page.includes(style), style);
				assert.equal(page.match(/<video /g).length, 3);

				const [, chosen] = /(Film 2: [\w ]+)</.exec(page);
				await send(address, { 'field-1': JSON.stringify([chosen]) });
				await until('the page with the film', async () => (await statusOf(address)) === 'form-waiting', WAIT);
				assert.match(await textOf(address), /Here it is[^]*https?:[^"]*\.mp4/);

				const [execution] = await world.editor.executions(example.id);
				const run = await world.n8n.execution(execution.id);
				const [{ json }] = itemsOf(run, 'Films to Choose From');
				const { id } = json.films.find(({ label }) => label === chosen);
				const { requests } = await example.joggAi.state();
				const rendered = requests.filter(({ path }) => path.endsWith('render_single_preview'));
				assert.deepEqual(
					rendered.map(({ body }) => body.preview_id),
					[id],
				);
				assert.equal((await example.charges()).length, 4);
			} finally {
				await example.stop();
			}
		});

		it('of which none could be made end as failed with the IDs of what is paid for, and nothing is rendered', async () => {
			const example = await openExample(world, NAME, withOwnAddresses);
			try {
				await example.fault(PREVIEWS, { kind: 'failJob', message: 'no product in the picture' });
				await visit(example);
				const [{ id }] = await until(
					'the end',
					async () => {
						const list = await world.editor.executions(example.id);
						return list.length > 0 && list.every(isOver) && list;
					},
					WAIT,
				);
				const execution = await world.n8n.execution(id);
				assert.equal(execution.status, 'error');
				const { message, description } = problemOf(execution);
				assert.match(message, /could not make the preview/);
				const { jobs } = await example.joggAi.state();
				assert.equal(jobs.length, 3);
				for (const job of jobs) assert.ok(description.includes(job.id), `${job.id} is named`);
				assert.deepEqual(itemsOf(execution, 'Render the Film'), []);
			} finally {
				await example.stop();
			}
		});
	});
}

/** Two published workflows cannot have one page between them. */
function withOwnAddresses(workflow) {
	const nodes = workflow.nodes.map((node) => (node.webhookId ? { ...node, webhookId: randomUUID() } : node));
	return { ...workflow, nodes };
}
