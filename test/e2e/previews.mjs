/** The example with three previews, as somebody in a browser meets it: a page asks, another one shows the films. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { problemOf } from './lib/editor.mjs';
import { sendFirstPage, withOwnAddresses } from './lib/formPages.mjs';
import { openExample } from './lib/ownExample.mjs';

const NAME = 'product-previews-render-the-best';
const PREVIEWS = 'POST /v2/create_video_from_product/preview_list';

export function previews(world) {
	describe('three previews', { concurrency: true }, () => {
		const visit = (example) => sendFirstPage(world, example, ['https://shop.example.com/mat']);

		it('are shown on a page, and the film that is chosen there is rendered, and only that one', async () => {
			const example = await openExample(world, NAME, withOwnAddresses);
			try {
				const pages = await visit(example);
				const page = await pages.page('Which film?');
				for (const style of ['Paper Cut', 'Clean Studio', 'Kitchen Table'])
					assert.ok(page.includes(style), style);
				assert.equal(page.match(/<video /g).length, 3);

				const [, chosen] = /(Film 2: [\w ]+)</.exec(page);
				await pages.send({ 1: JSON.stringify([chosen]) });
				assert.match(await pages.page('Here it is'), /https?:[^"]*\.mp4/);

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
				const execution = await (await visit(example)).end();
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
