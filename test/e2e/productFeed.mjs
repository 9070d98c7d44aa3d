/** The example that turns a product feed into videos: day after day, with bad products, and with a feed too large for a day. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openFeed } from './lib/productFeed.mjs';

const SCRIPT = 'POST /v2/ai_scripts';
const VIDEO = 'POST /v2/create_video_from_avatar';
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

	describe('the product feed that is read every morning', { concurrency: true }, () => {
		days('makes one video of each product, and the next day only of what is new or changed', async (shop) => {
			const first = await shop.morning([product('A'), product('B'), product('C')]);
			assert.equal(first.status, 'success', first.message);
			assert.deepEqual(first.bought, bought({ videos: 3 }));
			assert.equal(first.published.length, 3);
			const { requests } = await shop.joggAi.state();
			const { body } = requests.find(({ method, path }) => method === 'POST' && path === '/v2/product');
			assert.equal(body.description, 'Dimmable &amp; folds flat', 'without the tags of the page');

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
				const at = (step) => first.reported.filter((one) => one.step === step);
				assert.deepEqual(ids(at('Product All Right?')), ['', 'A', 'NO-LINK']);
				assert.deepEqual(ids(at('Describe Product')), ['NO-TITLE']);
				const [refused, ...others] = at('Write Script');
				assert.deepEqual([others, refused.status], [[], 'try again']);
				const [unmade, ...more] = at('Wait for Video');
				assert.deepEqual([more, unmade.status], [[], 'failed']);
				assert.ok(first.message.includes(await shop.jobId('avatarVideo', { failed: true })));
				assert.equal(first.reported.length, 6);
				for (const line of [
					/^Product 4 \(NO-LINK, .*no link/m,
					/^Product 5 \(NO-TITLE, no name\).*Name' is empty/m,
					/^Product 6 \(no g:id, .*no g:id/m,
					/^Product 7 \(A, .*earlier product/m,
					/at Write Script: .*these words are not allowed/,
					/at Wait for Video: .*no face/,
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
				const { options } = await shop.parametersOf('Order Video');
				await shop.change('Order Video', { options: { ...options, mostCredits: 1 } });
				const feed = [product('A'), product('B')];
				const first = await shop.morning(feed);
				assert.equal(first.status, 'error');
				assert.deepEqual(first.bought, bought({ videos: 1, scripts: 2 }));
				assert.match(first.message, /at Order Video: .*Most Credits per Run/);

				const second = await shop.morning(feed);
				assert.deepEqual([second.status, second.bought], ['success', bought({ videos: 1, scripts: 0 })]);
			},
		);

		for (const [what, match, step] of [
			['script', SCRIPT, 'Write Script'],
			['video', VIDEO, 'Order Video'],
		])
			days(`buys no second ${what} where nobody knows whether JoggAI took the order`, async (shop) => {
				await shop.fault(match, { kind: 'resetAfter' });
				const first = await shop.morning([product('LOST')]);
				assert.equal(first.status, 'error');
				assert.match(first.message, new RegExp(`at ${step}: .*not known whether JoggAI accepted`));

				const second = await shop.morning([product('LOST')]);
				assert.deepEqual(second.bought, []);
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
			assert.ok(requests.some(({ path, body }) => path === '/v2/product' && body?.name === 'Mat'));
		});

		days('ends as failed when there is no feed, and buys nothing', async (shop) => {
			for (const [status, text] of [
				[503, ''],
				[404, '<html><body>Not found</body></html>'],
				[200, 'Not XML at all'],
				[200, '<html><body>Log in</body></html>'],
			]) {
				const run = await shop.answered(status, text);
				assert.deepEqual([run.status, run.bought], ['error', []], text);
				assert.notEqual(run.message, '');
			}
		});
	});
}
