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
const NO_CREDITS = { kind: 'code', code: 18020 };
const WRONG_KEY = { kind: 'code', code: 10105 };
const LONG = { ms: 120_000 };
const UNFINISHED = { kind: 'status', status: 'processing', times: 'always' };
const WORDLESS = { sku: null, name: null, description: null, audience: null };

const row = (sku, name = `Lamp ${sku}`) => ({ sku, name, description: 'Dimmable, folds flat', audience: '' });
const times = (count, kind) => Array(count).fill(kind);
const statuses = ({ sheet }) => sheet.map(({ status }) => status);
const numbers = (reported) => reported.map(({ row: number }) => number).sort((a, b) => a - b);

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
				const script = await shop.jobId('script', { failed: true });
				const video = await shop.jobId('avatarVideo', { failed: true });
				const expected = [
					[2, 'NO-NAME', 'to mend', /^The column "name" is empty\.$/],
					[3, 'REFUSED', 'try again', /^The script was refused: .*these words are not allowed/],
					[4, 'SAD', 'failed', /^The script failed: .*too sad a product/, `Script ID ${script}`],
					[5, 'UNORDERED', 'try again', /^The video was refused: .*these words are not allowed/],
					[6, 'UNMADE', 'failed', /^The video failed: .*no face/, `Video ID ${video}`],
					[7, 'GOOD', 'to mend', /^The sku GOOD stands in row 1, too\.$/],
					[8, '', 'to mend', /^The column "sku" is empty\.$/],
				];
				assert.deepEqual(numbers(first.reported), numbers(expected.map(([row]) => ({ row }))));
				for (const [number, sku, status, problem, id = ''] of expected) {
					const told = first.reported.find(({ row: one }) => one === number);
					assert.deepEqual([told.sku, told.status], [sku, status]);
					assert.match(told.problem, problem);
					const name = sku || 'No sku at all';
					const line = first.message
						.split('\n')
						.find((text) => text.startsWith(`• Row ${number} (${name}): `));
					assert.ok(line.endsWith(told.problem.slice(1)), line);
					assert.ok(line.includes(id), `${line} names ${id}`);
					const inSheet = first.sheet.find((one) => one.id === number);
					assert.deepEqual(
						[inSheet.status, inSheet.problem],
						[status, told.problem],
						'and where the row stands',
					);
				}
				assert.match(
					first.message,
					/^1 video was made in this run\. 7 rows have a problem\. 2 of them are tried again by themselves at/,
				);
			});

			it('tries again the next day what cost nothing, with scripts already paid for, and buys no failure twice', async () => {
				const second = await shop.morning(rows);
				assert.deepEqual(second.bought, [...times(2, 'avatarVideo'), 'script'], second.message);
				assert.equal(second.published.length, 2);
				assert.equal(second.status, 'error');
				assert.deepEqual(numbers(second.reported), [2, 4, 6, 7, 8], 'told until somebody mends them');
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

		days('goes on where the credits ended, and pays for no script twice', async (shop) => {
			const rows = [row('A'), row('B'), row('C')];
			await shop.fault(VIDEO, { ...NO_CREDITS, skip: 1, times: 'always' });
			const first = await shop.morning(rows);
			assert.deepEqual(first.bought, ['avatarVideo', ...times(3, 'script')], first.message);
			assert.match(
				first.message,
				/^1 video was .* 2 rows have a problem\. All are tried again by themselves/,
			);
			assert.deepEqual(statuses(first), ['done', 'try again', 'try again']);

			await shop.joggAi.calm();
			const second = await shop.morning(rows);
			assert.deepEqual([second.status, second.bought], ['success', times(2, 'avatarVideo')], second.message);
			assert.deepEqual(statuses(second), ['done', 'done', 'done']);
		});

		days(
			'orders no second video of a row that is changed meanwhile, until its status is emptied',
			async (shop) => {
				await shop.fault(VIDEO_STATUS, WRONG_KEY);
				await shop.morning([row('EDIT')]);
				const id = await shop.jobId('avatarVideo');

				const changed = [row('EDIT', 'Another name')];
				const second = await shop.morning(changed);
				assert.deepEqual([second.status, second.bought], ['error', []], second.message);
				assert.match(
					second.message,
					new RegExp(`^• Row 1 .*ordered before .*Video ID ${id}\\..*empty the status`, 'm'),
				);

				assert.deepEqual(statuses(second), ['unclear']);
				await shop.write(1, { status: '' });
				const third = await shop.morning(changed);
				assert.deepEqual([third.status, third.bought], ['success', ['avatarVideo', 'script']], third.message);
			},
		);

		days(
			'knows the sku of a row that is done, passes over an empty row, and names every empty column',
			async (shop) => {
				await shop.morning([row('A')]);
				const blank = { sku: '', name: '', description: '', audience: '' };
				const second = await shop.morning([
					row('A'),
					row('A', 'Twin'),
					blank,
					{ ...row('B'), description: '' },
				]);
				assert.deepEqual([second.status, second.bought], ['error', []]);
				assert.equal(
					second.message,
					[
						'No video was made in this run. 2 rows have a problem. They wait for you.',
						'• Row 2 (A): the sku A stands in row 1, too.',
						'• Row 4 (B): the column "description" is empty.',
					].join('\n'),
				);
			},
		);

		describe('of a row that is deleted while its video is made', { concurrency: true }, () => {
			/** Begins a run with one row, and deletes it as soon as its video is paid for; resolves to what is there at the end. */
			async function runWithout(shop, deleted, { isMade }) {
				await shop.fault(VIDEO_STATUS, UNFINISHED);
				const executionId = await shop.begin([deleted]);
				await until('the video is ordered', async () => (await shop.charges()).length === 2, LONG);
				await shop.fill([]);
				if (isMade) await shop.joggAi.calm();
				await world.n8n.finished(executionId, { timeoutMs: 300_000 });
				return await shop.rows();
			}

			days('keeps the film, its ID, and what it is of', async (shop) => {
				const [film, ...others] = await runWithout(shop, row('GONE'), { isMade: true });
				assert.deepEqual(others, []);
				assert.deepEqual(
					[film.status, film.videoId, film.videoOf, film.problem],
					['done', await shop.jobId('avatarVideo'), 'GONE, Lamp GONE', null],
				);
				assert.match(film.videoUrl, /^http.*\.mp4/);
				const next = await shop.morning([WORDLESS]);
				assert.deepEqual([next.status, next.bought], ['success', []], next.message);
			});

			days('keeps the ID of an unfinished one, and fetches it once the row is put in again', async (shop) => {
				const { options } = await shop.parametersOf('Make Video');
				await shop.change('Make Video', { options: { ...options, maximumWait: 1 } });
				const [lost, ...others] = await runWithout(shop, row('BACK'), { isMade: false });
				assert.deepEqual(others, []);
				const id = await shop.jobId('avatarVideo');
				assert.deepEqual([lost.status, lost.videoId], ['try again', id]);

				await shop.joggAi.calm();
				for (const day of ['the next day', 'and the day after it']) {
					const told = await shop.morning([WORDLESS]);
					assert.deepEqual([told.status, told.bought], ['error', []], day);
					assert.match(
						told.message,
						new RegExp(
							`\\(BACK, Lamp BACK\\): the row was deleted or emptied\\. Video ID ${id}\\. Put "BACK, Lamp BACK" in again`,
						),
						day,
					);
				}
				const third = await shop.morning([row('BACK')]);
				assert.deepEqual(
					[third.status, third.bought, third.published.length],
					['success', [], 1],
					third.message,
				);
			});
		});

		days(
			'tells the ID of a video that takes too long, and fetches it the next day for nothing',
			async (shop) => {
				const { options } = await shop.parametersOf('Make Video');
				await shop.change('Make Video', { options: { ...options, maximumWait: 1 } });
				await shop.fault(VIDEO_STATUS, UNFINISHED);
				const first = await shop.morning([row('SLOW')]);
				assert.deepEqual([first.status, first.published], ['error', []]);
				const id = await shop.jobId('avatarVideo');
				assert.match(first.message, new RegExp(`Row 1 .*the video is not ready yet.*Video ID ${id}`));

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
			assert.match(first.message, new RegExp(`: the video is not ready yet: .*Video ID ${id}`));

			const second = await shop.morning([row('QUIET')]);
			assert.deepEqual([second.status, second.bought, second.published.length], ['success', [], 1]);
		});

		for (const [what, match] of [
			['script', SCRIPT],
			['video', VIDEO],
		])
			days(`buys no second ${what} where nobody knows whether JoggAI took the order`, async (shop) => {
				await shop.fault(match, { kind: 'resetAfter' });
				const first = await shop.morning([row('LOST')]);
				assert.equal(first.status, 'error');
				assert.match(first.message, new RegExp(`: the ${what} .*not known whether JoggAI accepted`));

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
				assert.match(first.message, /^• Row 1 \(POST\): the video is made, but publishing it failed: /m);

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
			const executionId = await shop.cutOff(() => shop.begin([row('CUT')]));

			const next = await shop.morning([row('CUT'), row('NEW')]);
			assert.deepEqual(next.bought, ['avatarVideo', 'script'], 'only the new row');
			assert.equal(next.status, 'error');
			assert.match(next.message, new RegExp(`Row 1 \\(CUT\\): n8n ended before .*run ${executionId}`));
		});
	});
}
