/** The example that turns a product feed into videos: day after day, with bad products, and with a feed too large for a day. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openFeed } from './lib/productFeed.mjs';
import { until } from './lib/until.mjs';

const SCRIPT = 'POST /v2/ai_scripts';
const VIDEO = 'POST /v2/create_video_from_avatar';
const VIDEO_STATUS = 'GET /v2/avatar_video/{id}';
const LONG = { ms: 120_000 };
const UNFINISHED = { kind: 'status', status: 'processing', times: 'always' };
const REFUSED = { kind: 'code', code: 40000, msg: 'these words are not allowed' };

const product = (id, more = {}) => ({
	'g:id': id,
	title: `Lamp ${id}`,
	description: '<p>Dimmable &amp; folds flat</p>',
	link: `https://shop.example.com/${id}`,
	'g:image_link': `https://shop.example.com/${id}.jpg`,
	'g:price': '49.00 EUR',
	...more,
});
const bought = ({ videos = 0, scripts = videos }) => [
	...Array(videos).fill('avatarVideo'),
	...Array(scripts).fill('script'),
];
const ids = (reported) => reported.map((one) => one.product).sort();

export function productFeed(world) {
	/** A test with a shop of its own. */
	const days = (sentence, live) =>
		it(sentence, { timeout: 900_000 }, async () => {
			const shop = await openFeed(world);
			try {
				await live(shop);
			} finally {
				await shop.stop();
			}
		});

	describe('the product feed that is read every morning', { concurrency: 6 }, () => {
		days('makes one video of each product, and the next day only of what is new or changed', async (shop) => {
			const first = await shop.morning([product('A'), product('B'), product('C')]);
			assert.equal(first.status, 'success', first.message);
			assert.deepEqual(first.bought, bought({ videos: 3 }));
			assert.equal(first.published.length, 3);
			const { requests } = await shop.joggAi.state();
			const { body } = requests.find(({ method, path }) => SCRIPT === `${method} ${path}`);
			assert.equal(
				body.product_info.data.description,
				'Dimmable & folds flat',
				'without the tags and signs of the page',
			);

			const changed = [
				product('A', { 'g:price': '39.00 EUR' }),
				product('B', { title: 'Lamp B, now in blue' }),
				product('C', { description: 'Now with a dimmer' }),
				product('D'),
			];
			const second = await shop.morning(changed);
			assert.equal(second.status, 'success', second.message);
			assert.deepEqual([second.made, second.published.length], [['B', 'C', 'D'], 3]);
			// The sandbox writes of the name alone: the words of C, and so its video, are those of the first run.
			assert.deepEqual(second.bought, bought({ videos: 2, scripts: 3 }));

			const third = await shop.morning(changed);
			assert.deepEqual([third.status, third.bought, third.published], ['success', [], []]);
		});

		days(
			'makes the others of bad products, reports each, and makes those once they are mended',
			async (shop) => {
				await shop.fault(SCRIPT, REFUSED);
				await shop.fault(VIDEO, { kind: 'failJob', message: 'no face in the avatar' });
				const fine = ['A', 'B', 'C'].map((id) => product(id));
				const bad = [
					product('NO-LINK', { link: '' }),
					product('NO-TITLE', { title: '' }),
					product(''),
					product('A', { title: 'The same g:id again' }),
				];
				const first = await shop.morning([...fine, ...bad]);
				assert.equal(first.status, 'error');
				assert.deepEqual(first.bought, bought({ videos: 2 }), first.message);
				assert.equal(first.published.length, 1);
				const of = (wanted) => first.reported.filter(({ status }) => status === wanted);
				assert.deepEqual(ids(of('to mend')), ['', 'A', 'NO-LINK', 'NO-TITLE']);
				const [refused, ...others] = of('try again');
				assert.deepEqual(others, []);
				const [unmade, ...more] = of('failed');
				assert.deepEqual(more, []);
				const id = await shop.jobId('avatarVideo', { failed: true });
				assert.equal(first.reported.length, 6);
				const [summary, ...lines] = first.message.split('\n');
				assert.equal(
					summary,
					'1 video was made in this run. 6 products have a problem. 1 of them is tried again by itself at the next run.',
				);
				assert.equal(lines.length, 6);
				for (const line of [
					/^• Product NO-LINK \(Lamp NO-LINK, number 4 in the feed\): it has no link, so a viewer could not buy it\.$/m,
					/^• Product NO-TITLE \(no title, number 5 in the feed\): it has no title\. Once it is mended, it gets a new line\.$/m,
					/^• Product without g:id \(Lamp, number 6 in the feed\): it has no g:id\. Once it is mended, it gets a new line\.$/m,
					/^• Product A \(The same g:id again, number 7 in the feed\): an earlier product of the feed has the g:id A, too\. Once it is mended, it gets a new line\.$/m,
					new RegExp(
						`^• Product ${refused.product} \\(Lamp .\\): the script was refused: .*these words are not allowed.*tried again`,
						'm',
					),
					new RegExp(
						`^• Product ${unmade.product} \\(Lamp .\\): the video failed: .*no face.* Video ID ${id}\\. It was paid for\\.`,
						'm',
					),
				])
					assert.match(first.message, line);

				const mended = [product('NO-LINK'), product('NO-TITLE')];
				const second = await shop.morning([...fine, ...mended]);
				assert.equal(second.status, 'success', second.message);
				assert.deepEqual(second.made, [refused.product, 'NO-LINK', 'NO-TITLE'].sort());
				assert.deepEqual(
					second.bought,
					bought({ videos: 3 }),
					'what JoggAI could not make is not bought again',
				);

				const reworded = fine.map((one) =>
					one['g:id'] === unmade.product ? { ...one, title: 'With a face' } : one,
				);
				const third = await shop.morning([...reworded, ...mended]);
				assert.deepEqual(
					[third.status, third.made, third.bought],
					['success', [unmade.product], bought({ videos: 1 })],
				);
			},
		);

		days('makes ten of a large feed, and the others the next day', async (shop) => {
			const feed = Array.from({ length: 12 }, (_, index) => product(`P${index}`));
			const first = await shop.morning(feed);
			assert.equal(first.status, 'success', first.message);
			assert.deepEqual(first.bought, bought({ videos: 10 }));
			const { requests } = await shop.joggAi.state();
			const ordered = requests.filter(({ method, path }) => VIDEO === `${method} ${path}`);
			assert.equal(ordered.length, 10);
			for (const { body } of ordered)
				assert.ok(
					body.voice.script.includes(` ${body.video_name}.`),
					'each video has the script of its product',
				);

			const second = await shop.morning(feed);
			assert.deepEqual([second.status, second.bought], ['success', bought({ videos: 2 })]);
		});

		days(
			'orders no more videos than the limit allows, and the others the next day with their scripts',
			async (shop) => {
				const { options } = await shop.parametersOf('Make Video');
				await shop.change('Make Video', { options: { ...options, mostCredits: 1 } });
				const feed = [product('A'), product('B')];
				const first = await shop.morning(feed);
				assert.equal(first.status, 'error');
				assert.deepEqual(first.bought, bought({ videos: 1, scripts: 2 }));
				assert.match(first.message, /: the video was not ordered: .*Most Credits per Run/);

				const second = await shop.morning(feed);
				assert.deepEqual([second.status, second.bought], ['success', bought({ videos: 1, scripts: 0 })]);
			},
		);

		for (const [what, match] of [
			['script', SCRIPT],
			['video', VIDEO],
		])
			days(`buys no second ${what} where nobody knows whether JoggAI took the order`, async (shop) => {
				await shop.fault(match, { kind: 'resetAfter' });
				const first = await shop.morning([product('LOST')]);
				assert.equal(first.status, 'error');
				assert.match(first.message, new RegExp(`: the ${what} .*not known whether JoggAI accepted`));

				const second = await shop.morning([product('LOST')]);
				assert.deepEqual(
					[second.status, second.bought, second.message],
					['error', [], first.message],
					'told again',
				);
			});

		days('goes on where the credits ended, and pays for no script twice', async (shop) => {
			const feed = ['A', 'B', 'C'].map((id) => product(id));
			await shop.fault(VIDEO, { kind: 'code', code: 18020, skip: 1, times: 'always' });
			const first = await shop.morning(feed);
			assert.deepEqual(first.bought, bought({ videos: 1, scripts: 3 }), first.message);
			assert.match(
				first.message,
				/^1 video was .* 2 products have a problem\. All are tried again by themselves/,
			);

			await shop.joggAi.calm();
			const second = await shop.morning(feed);
			assert.deepEqual(
				[second.status, second.bought, second.published.length],
				['success', bought({ videos: 2, scripts: 0 }), 2],
				second.message,
			);
		});

		days('keeps the film of a line that is deleted while its video is made', async (shop) => {
			await shop.fault(VIDEO_STATUS, UNFINISHED);
			const executionId = await shop.begin([product('GONE')]);
			await until('the video is ordered', async () => (await shop.charges()).length === 2, LONG);
			const table = await shop.table();
			const [before] = await table.rows();
			await table.fill([]);
			await shop.joggAi.calm();
			await world.n8n.finished(executionId, { timeoutMs: 300_000 });

			const [line, ...others] = await table.rows();
			assert.deepEqual(others, []);
			for (const column of ['product', 'name', 'description', 'link', 'position'])
				assert.equal(line[column], before[column], column);
			assert.deepEqual([line.status, line.videoId], ['done', await shop.jobId('avatarVideo')]);
			assert.match(line.videoUrl, /^http.*\.mp4/);
			const next = await shop.morning([product('GONE')]);
			assert.deepEqual([next.status, next.bought], ['success', []], next.message);
		});

		days(
			'fetches a video that takes too long the next day, also when its product has left the feed',
			async (shop) => {
				const { options } = await shop.parametersOf('Make Video');
				await shop.change('Make Video', { options: { ...options, maximumWait: 1 } });
				await shop.fault(VIDEO_STATUS, UNFINISHED);
				const first = await shop.morning([product('SLOW'), product('STAYS')]);
				assert.deepEqual([first.status, first.published], ['error', []]);
				for (const { product: id, videoId } of first.reported)
					assert.match(
						first.message,
						new RegExp(`^• Product ${id} .*: the video is not ready yet.*Video ID ${videoId}`, 'm'),
					);

				await shop.joggAi.calm();
				const second = await shop.morning([product('STAYS')]);
				assert.deepEqual(
					[second.status, second.bought, second.made],
					['success', [], ['SLOW', 'STAYS']],
					second.message,
				);
			},
		);

		days('makes nothing of what has left the feed, and of what its owner wants to skip', async (shop) => {
			await shop.fault(SCRIPT, { ...REFUSED, times: 'always' });
			await shop.morning([product('GONE'), product('SKIPPED'), product('THERE')]);

			await shop.joggAi.calm();
			await shop.write('SKIPPED', { status: 'skip' });
			const second = await shop.morning([product('SKIPPED'), product('THERE')]);
			assert.deepEqual([second.status, second.made], ['success', ['THERE']], second.message);
			assert.deepEqual(second.bought, bought({ videos: 1 }));

			await shop.write('SKIPPED', { status: '' });
			const third = await shop.morning([product('SKIPPED'), product('THERE')]);
			assert.deepEqual([third.made, third.bought], [['SKIPPED'], bought({ videos: 1 })]);
		});

		days('buys nothing again after a run was cut off, and tells what was under way', async (shop) => {
			const executionId = await shop.cutOff(() => shop.begin([product('CUT')]));

			const next = await shop.morning([product('CUT'), product('NEW')]);
			assert.deepEqual([next.status, next.made, next.bought], ['error', ['NEW'], bought({ videos: 1 })]);
			assert.match(next.message, new RegExp(`Product CUT .*: n8n ended before .*run ${executionId}`));
		});

		days('takes a feed with a single product, also as Atom', async (shop) => {
			const first = await shop.morning([product('ONLY')]);
			assert.deepEqual([first.status, first.made], ['success', ['ONLY']], first.message);

			const second = await shop.answered(
				200,
				`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>
				<g:id>ATOM</g:id><title type="text">Mat</title><description>Of cork</description>
				<link href="https://shop.example.com/mat"/></entry></feed>`,
			);
			assert.deepEqual([second.status, second.made], ['success', ['ATOM']], second.message);
			const { requests } = await shop.joggAi.state();
			assert.ok(
				requests.some(
					({ path, body }) => path === '/v2/ai_scripts' && body?.product_info.data.name === 'Mat',
				),
			);
		});

		days('ends as failed when there is no feed, and buys nothing', async (shop) => {
			for (const [status, text] of [
				[503, ''],
				[404, '<html><body>Not found</body></html>'],
				[200, 'Not XML at all'],
				[200, '<html><body>Log in</body></html>'],
				[200, '<rss version="2.0"><channel><title>The shop</title></channel></rss>'],
			]) {
				const run = await shop.answered(status, text);
				assert.deepEqual([run.status, run.bought], ['error', []], text);
				assert.notEqual(run.message, '');
			}
		});
	});
}
