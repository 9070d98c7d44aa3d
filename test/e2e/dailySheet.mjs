/** The example that turns a sheet into videos every morning: day after day, and with rows that fail at each node. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openShop, withPublisher } from './lib/dailySheet.mjs';
import { serve } from './lib/elsewhere.mjs';
import { until } from './lib/until.mjs';

const SCRIPT = 'POST /v2/ai_scripts';
const VIDEO = 'POST /v2/create_video_from_avatar';
const VIDEO_STATUS = 'GET /v2/avatar_video/{id}';
const REFUSED = { kind: 'code', code: 40000, msg: 'these words are not allowed' };
const WRONG_KEY = { kind: 'code', code: 10105 };

const row = (sku, name = `Lamp ${sku}`) => ({ sku, name, description: 'Dimmable, folds flat', audience: '' });
const times = (count, kind) => Array(count).fill(kind);
const skus = (reported) => reported.map(({ sku }) => sku).sort();

export function dailySheet(world) {
	const open = () => openShop(world);

	/** A test with a shop of its own. */
	const days = (sentence, live) =>
		it(sentence, async () => {
			const shop = await open();
			try {
				await live(shop);
			} finally {
				await shop.stop();
			}
		});

	describe('the sheet that runs every morning', { concurrency: true }, () => {
		days('makes one video of each row: the next day it buys only what is new', async (shop) => {
			const first = await shop.morning([row('A'), row('B')]);
			assert.equal(first.status, 'success', first.message);
			assert.deepEqual(first.bought, [...times(2, 'avatarVideo'), ...times(2, 'script')]);
			assert.equal(first.published.length, 2);

			const second = await shop.morning([
				row('A'),
				{ ...row('B'), description: 'A word corrected' },
				row('C'),
			]);
			assert.equal(second.status, 'success', second.message);
			assert.deepEqual(second.bought, ['avatarVideo', 'script']);
			assert.equal(second.published.length, 1);

			const third = await shop.morning([row('A'), row('B'), row('C')]);
			assert.deepEqual([third.status, third.bought, third.published], ['success', [], []]);
		});

		describe('with a row that fails at each node', { concurrency: false }, () => {
			const rows = [
				row('GOOD'),
				row('NO-NAME', ''),
				row('REFUSED'),
				row('SAD'),
				row('UNORDERED'),
				row('UNMADE'),
				row('GOOD', 'The same sku again'),
				row('', 'No sku at all'),
			];
			let shop, first;
			before(async () => {
				shop = await open();
				await shop.fault(SCRIPT, { ...REFUSED, skip: 1 });
				await shop.fault(SCRIPT, { kind: 'failJob', message: 'too sad a product', skip: 1 });
				await shop.fault(VIDEO, { ...REFUSED, skip: 1 });
				await shop.fault(VIDEO, { kind: 'failJob', message: 'no face in the avatar', skip: 1 });
				first = await shop.morning(rows);
			});
			after(() => shop.stop());

			it('makes the others, reports row, step, reason and IDs, and ends as failed', async () => {
				assert.deepEqual(first.bought, [...times(2, 'avatarVideo'), ...times(4, 'script')], first.message);
				assert.equal(first.published.length, 1);
				assert.equal(first.status, 'error');
				const expected = {
					'NO-NAME': [2, 'Describe Product', /Name' is empty/],
					REFUSED: [3, 'Write Script', /these words are not allowed/],
					SAD: [4, 'Write Script', /too sad a product/, await shop.jobId('script', { failed: true })],
					UNORDERED: [5, 'Order Video', /these words are not allowed/],
					UNMADE: [6, 'Wait for Video', /no face/, await shop.jobId('avatarVideo', { failed: true })],
					'row 7': [7, 'SKU All Right?', /sku GOOD/],
					'row 8': [8, 'SKU All Right?', /no sku/],
				};
				assert.deepEqual(skus(first.reported), Object.keys(expected).sort());
				for (const [sku, [number, step, reason, id = '']] of Object.entries(expected)) {
					const told = first.reported.find((one) => one.sku === sku);
					assert.deepEqual([told.row, told.step], [number, step]);
					assert.match(told.reason, reason);
					const line = first.message.split('\n').find((text) => text.startsWith(`Row ${number} (${sku}, `));
					assert.match(line, reason);
					assert.ok(line.includes(id), `${line} names ${id}`);
				}
			});

			it('tries again the next day what cost nothing, with scripts already paid for, and buys no failure twice', async () => {
				const second = await shop.morning(rows);
				assert.deepEqual(second.bought, [...times(2, 'avatarVideo'), 'script'], second.message);
				assert.equal(second.published.length, 2);
				assert.equal(second.status, 'error');
				const unmended = ['NO-NAME', 'SAD', 'UNMADE', 'row 7', 'row 8'];
				assert.deepEqual(skus(second.reported), unmended, 'told until somebody mends them');
			});

			it('makes rows once they are mended, and ends as success when nothing is left to mend', async () => {
				const mended = {
					'NO-NAME': row('NO-NAME'),
					SAD: row('SAD', 'Merry lamp'),
					UNMADE: row('UNMADE', 'With a face'),
				};
				const third = await shop.morning(rows.slice(0, 6).map((one) => mended[one.sku] ?? one));
				assert.equal(third.status, 'success', third.message);
				assert.deepEqual(third.bought, [...times(3, 'avatarVideo'), ...times(3, 'script')]);
				assert.equal(third.published.length, 3);
			});
		});

		days(
			'tells the ID of a video that takes too long, and fetches it the next day for nothing',
			async (shop) => {
				await shop.change('Wait for Video', { options: { maximumWait: 1 } });
				await shop.fault(VIDEO_STATUS, { kind: 'status', status: 'processing', times: 'always' });
				const first = await shop.morning([row('SLOW')]);
				assert.deepEqual([first.status, first.published], ['error', []]);
				const id = await shop.jobId('avatarVideo');
				assert.match(first.message, new RegExp(`Row 1 .*not finished yet.*Video ID ${id}`));

				await shop.joggAi.calm();
				const second = await shop.morning([row('SLOW')]);
				assert.deepEqual([second.status, second.bought, second.published.length], ['success', [], 1]);
			},
		);

		days('keeps a video that JoggAI would not tell about, and fetches it the next day', async (shop) => {
			await shop.fault(VIDEO_STATUS, WRONG_KEY);
			const first = await shop.morning([row('QUIET')]);
			assert.equal(first.status, 'error');
			const id = await shop.jobId('avatarVideo');
			assert.match(first.message, new RegExp(`at Wait for Video: .*Video ID ${id}`));

			const second = await shop.morning([row('QUIET')]);
			assert.deepEqual([second.status, second.bought, second.published.length], ['success', [], 1]);
		});

		for (const [what, match, step] of [
			['script', SCRIPT, 'Write Script'],
			['video', VIDEO, 'Order Video'],
		])
			days(`buys no second ${what} where nobody knows whether JoggAI took the order`, async (shop) => {
				await shop.fault(match, { kind: 'resetAfter' });
				const first = await shop.morning([row('LOST')]);
				assert.equal(first.status, 'error');
				assert.match(first.message, new RegExp(`at ${step}: .*not known whether JoggAI accepted`));

				const second = await shop.morning([row('LOST')]);
				assert.deepEqual([second.status, second.bought], ['error', []], 'told again, not bought again');
			});

		it('tells what could not be published, and publishes it the next day for nothing', async () => {
			let isOpen = false;
			const posted = [];
			const network = await serve(async (request, response) => {
				let text = '';
				for await (const chunk of request) text += chunk;
				if (isOpen) posted.push(JSON.parse(text).url);
				response.writeHead(isOpen ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
				response.end('{}');
			});
			const shop = await openShop(world, (workflow) => withPublisher(workflow, network.url));
			try {
				const first = await shop.morning([row('POST')]);
				assert.equal(first.status, 'error');
				assert.match(first.message, /^Row 1 \(POST, Lamp POST\) at Publish the Videos: /m);

				isOpen = true;
				const second = await shop.morning([row('POST')]);
				assert.deepEqual([second.status, second.bought, posted.length], ['success', [], 1], second.message);
				await shop.morning([row('POST')]);
				assert.equal(posted.length, 1, 'once');
			} finally {
				await Promise.all([shop.stop(), network.stop()]);
			}
		});

		days('buys nothing again after a run was cut off, and tells what was under way', async (shop) => {
			await shop.joggAi.set({ speed: 0.1 });
			const executionId = await shop.begin([row('CUT')]);
			await until('the script started', async () => (await shop.charges()).length === 1);
			await world.editor.stop(executionId);
			await world.n8n.finished(executionId, { timeoutMs: 20_000 });
			await shop.joggAi.calm();

			const next = await shop.morning([row('CUT'), row('NEW')]);
			assert.deepEqual(next.bought, ['avatarVideo', 'script'], 'only the new row');
			assert.equal(next.status, 'error');
			assert.match(next.message, new RegExp(`Row 1 \\(CUT, .*n8n ended before .*run ${executionId}`));
		});
	});
}
