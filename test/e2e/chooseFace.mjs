/** The example that shows faces on a page, as somebody in a browser meets it, and a workflow that speaks with the choice. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { ORDER, openFaces, speaksWith } from './lib/chooseFace.mjs';
import { problemOf } from './lib/editor.mjs';
import { openExample } from './lib/ownExample.mjs';
import { openSheet } from './lib/sheet.mjs';
import { until } from './lib/until.mjs';

const TABLE = 'JoggAI presenters';
const HOUR_MS = 3_600_000;
const REFUSED = { kind: 'code', code: 40000, msg: 'these words are not <allowed>' };
const NOT_MADE = { kind: 'failJob', message: 'no face' };
const LOST = { kind: 'resetAfter' };
const NOBODY = { filters: { ethnicity: 'african', scene: 'news', style: 'social' } };
const UNFINISHED = { kind: 'status', status: 'processing', times: 'always' };

export function chooseFace(world) {
	const rowOf = async (presenter) =>
		(await (await openSheet(world.n8n, TABLE)).rows()).filter((row) => row.presenter === presenter);

	/** The page that is shown closes by itself, also if nobody looks at it any more. */
	async function assertItCloses({ id }) {
		const [{ waitTill }] = await world.editor.executions(id);
		assert.ok(Date.parse(waitTill) - Date.now() < 2 * HOUR_MS);
	}

	/** A test with a JoggAI of its own. */
	const visit = (sentence, adapt, live) =>
		it(sentence, async () => {
			const faces = await openFaces(world, adapt);
			try {
				await live(faces);
			} finally {
				await faces.stop();
			}
		});

	describe('choosing an avatar by its face', { concurrency: false }, () => {
		visit('shows faces and voices that fit, and keeps the choice; that costs nothing', {}, async (faces) => {
			const page = await faces.look(['Portrait', 'Female', 'Adult', 'French']);
			assert.deepEqual(await faces.asked('/v2/avatars/public'), {
				aspect_ratio: 'portrait',
				gender: 'female',
				age: 'adult',
			});
			assert.deepEqual(await faces.asked('/v2/voices'), { gender: 'female', language: 'french' });
			await assertItCloses(faces);
			assert.ok(page.faces.length > 1 && page.faces.length < 60);
			assert.equal(page.pictures.length, page.faces.length);
			assert.equal(page.sounds.length, page.voices.length);
			for (const address of [...page.pictures, ...page.sounds])
				assert.ok((await fetch(address)).ok, `${address} is there`);

			assert.equal(
				page.text.match(/<br ?\/?>female, adult, \w+, portrait<\/span>/g)?.length,
				page.faces.length,
				'each card tells the shape',
			);
			assert.match(faces.videoOptions(page.text).at(-1), /1 credit .*next page then takes 2 to 5 minutes/);

			const chosen = page.faces[1];
			assert.match(chosen, /^2\. \w.* \(female, adult, \w+, portrait, ID \d+\)$/);
			const end = await faces.choose({ face: chosen, voice: page.voices[0], name: ' Anna ' });
			const [row, ...more] = await rowOf('Anna');
			assert.deepEqual(more, []);
			const [, id] = /ID (\d+)/.exec(chosen);
			assert.deepEqual(
				[row.avatarId, row.source, row.shape, row.language],
				[id, 'public', 'portrait', 'french'],
			);
			for (const told of [id, row.voiceId, TABLE, 'Anna']) assert.ok(end.text.includes(told), told);
			assert.match(end.text, /<h1>Chosen<\/h1>/);
			assert.ok(!end.text.includes('<video'));
			await assertItCloses(faces);
			assert.equal((await faces.finish()).status, 'success');
			assert.deepEqual(await faces.charges(), []);
		});

		visit('with Any shows 60 at most, says so, and a new choice replaces the old one', {}, async (faces) => {
			const page = await faces.look(['Any', 'Any', 'Any', 'English']);
			assert.deepEqual(await faces.asked('/v2/avatars/public'), {});
			assert.deepEqual(await faces.asked('/v2/voices'), { language: 'english' });
			assert.deepEqual([page.faces.length, page.pictures.length], [60, 60]);
			assert.match(page.text, /These are the first 60 that fit/);
			const [before] = await rowOf('Anna');
			await faces.choose({ face: page.faces[59], voice: page.voices[3], name: 'Anna' });
			await faces.finish();
			const [after, ...more] = await rowOf('Anna');
			assert.deepEqual([after.id, more], [before.id, []]);
			assert.ok(page.faces[59].includes(`ID ${after.avatarId})`));
		});

		describe('once there is a table', { concurrency: true }, () => {
			/** Somebody else's sheet of products that speaks with the row of a name, on a day with one product. */
			async function spokenBy(presenter, check) {
				const tableName = `${presenter} shop`;
				const sheet = speaksWith(presenter, tableName);
				const shop = await openExample(world, 'scheduled-products-to-videos', sheet);
				try {
					await world.n8n.run(shop.id, 'Every Morning', { timeoutMs: 60_000 });
					const product = { sku: 'A', name: 'Lamp', description: 'Dimmable', audience: '' };
					await (await openSheet(world.n8n, tableName)).fill([product]);
					const execution = await world.n8n.run(shop.id, 'Every Morning', { timeoutMs: 120_000 });
					check(execution, await ordersOf(shop));
				} finally {
					await shop.stop();
				}
			}

			it('is spoken with by another workflow that follows the note to the letter', async () => {
				const [row] = await rowOf('Anna');
				await spokenBy('Anna', ({ status }, [{ avatar, voice, aspect_ratio: shape }]) => {
					assert.equal(status, 'success');
					assert.deepEqual(
						[String(avatar.avatar_id), voice.voice_id, shape],
						[row.avatarId, row.voiceId, row.shape],
					);
				});
			});

			it('names the field where another workflow asks for a row that is missing', async () => {
				await spokenBy('Nobody', (execution, orders) => {
					assert.equal(execution.status, 'error');
					assert.match(problemOf(execution).message, /'Avatar' is empty/);
					assert.deepEqual(orders, []);
				});
			});

			visit('makes a first video if that is asked for, and shows it', {}, async (faces) => {
				const page = await faces.look(['Landscape', 'Male', 'Any', 'English']);
				const end = await faces.choose({
					face: page.faces[0],
					voice: page.voices[0],
					name: 'Ben',
					says: 'Good morning!',
				});
				const [row] = await rowOf('Ben');
				assert.match(end.text, /<h1>Chosen, and here is the first video<\/h1>[^]*<video [^]*\.mp4/);
				for (const told of [row.avatarId, row.voiceId]) assert.ok(end.text.includes(told), told);
				const [order] = await ordersOf(faces);
				assert.deepEqual(
					[
						String(order.avatar.avatar_id),
						order.avatar.avatar_type,
						order.voice.voice_id,
						order.aspect_ratio,
					],
					[row.avatarId, 0, row.voiceId, 'landscape'],
				);
				assert.equal(order.voice.script, 'Good morning!');
				assert.equal((await faces.finish()).status, 'success');
				assert.deepEqual(await faces.charges(), ['avatarVideo']);
			});

			for (const [what, match, trouble, told, bought] of [
				['refused', ORDER, REFUSED, /not &lt;allowed&gt;[^]*Nothing was charged/, []],
				['not made', ORDER, NOT_MADE, /no face[^]*so it is paid for/, ['avatarVideo']],
				['of an unknown fate', ORDER, LOST, /Nobody knows whether it was charged/, ['avatarVideo']],
				['late', 'GET /v2/avatar_video/{id}', UNFINISHED, /paid for[^]*fetch it later/, ['avatarVideo']],
			])
				visit(`tells of a first video that is ${what}, and ends as failed`, {}, async (faces) => {
					await faces.fault(match, trouble);
					await faces.change('First Video', { options: { maximumWait: 1 } });
					const { faces: [face], voices: [voice] } = await faces.look(['Any', 'Any', 'Any', 'English']); // prettier-ignore
					const end = await faces.choose({ face, voice, name: what, says: 'Good morning!' });
					assert.match(end.text, /<h1>Chosen, but there is no video<\/h1>/);
					assert.match(end.text, told);
					const [row] = await rowOf(what);
					assert.ok(end.text.includes(row.avatarId), 'and what was chosen');
					if (['not made', 'late'].includes(what))
						assert.ok(end.text.includes(await faces.jobId('avatarVideo')), 'and its ID');
					await assertItCloses(faces);
					const execution = await faces.finish();
					assert.equal(execution.status, 'error');
					assert.deepEqual(itemsOf(execution, 'Here It Is'), []);
					assert.deepEqual(await faces.charges(), bought);
				});

			visit('names the field of the page where a first video has no words', {}, async (faces) => {
				const { faces: [face], voices: [voice] } = await faces.look(['Any', 'Any', 'Any', 'English']); // prettier-ignore
				const end = await faces.choose({ face, voice, name: 'Mute', isVideoWanted: true });
				assert.match(end.text, /<i>What it says<\/i> was empty[^]*Nothing was charged/);
				assert.ok(!end.text.includes('Script'));
				await faces.finish();
				assert.deepEqual(await faces.charges(), []);
			});

			for (const [page, adapt, visitPage] of [
				['Choose Face and Voice', {}, (faces) => faces.begin(['Any', 'Any', 'Any', 'English'])],
				['Nobody Found', NOBODY, (faces) => faces.begin(['Square', 'Female', 'Senior', 'English'])],
				[
					'Here It Is',
					{},
					async (faces) => {
						const { faces: [face], voices: [voice] } = await faces.look(['Any', 'Any', 'Any', 'English']); // prettier-ignore
						await faces.submit({ face, voice, name: 'Left', says: 'Hello!' });
					},
				],
			])
				visit(`closes "${page}" where somebody leaves it, and ends as success`, adapt, async (faces) => {
					await faces.change(page, { resumeAmount: 2, resumeUnit: 'seconds' });
					await visitPage(faces);
					const execution = await faces.leave();
					assert.equal(execution.status, 'success', problemOf(execution).message);
					const [row] = await rowOf('Left');
					if (page === 'Here It Is') assert.ok(row.avatarId, 'what was chosen is kept');
					else assert.deepEqual(itemsOf(execution, 'Keep the Choice'), [], 'nothing was chosen');
				});

			for (const dialect of ['spec', 'live'])
				visit(`says in words that nobody fits, and what to do (${dialect})`, NOBODY, async (faces) => {
					await faces.joggAi.set({ dialect });
					const text = await faces.page(['Square', 'Female', 'Senior', 'English'], 'Nobody fits');
					assert.match(text, /no face for square, female, senior\.\s+Open the form again and choose <b>Any/);
					assert.ok(!text.includes('another language'), 'which would find no face either');
					await assertItCloses(faces);
					assert.equal((await faces.finish()).status, 'success');
					assert.deepEqual(await faces.charges(), []);
				});

			visit('says so where no voice speaks the language', { useCase: 'whispering' }, async (faces) => {
				const text = await faces.page(['Any', 'Male', 'Any', 'Zulu'], 'Nobody fits');
				assert.match(
					text,
					/no voice for male, Zulu\.\s+Open .* choose <b>Any<\/b> as its gender, or another language\./,
				);
				await faces.finish();
			});

			visit(
				'shows avatars of one’s own, whatever their names are',
				{ source: 'photo', filters: null },
				async (faces) => {
					const name = '<img src=x onerror=alert(1)> "Ann" & $& Co';
					const photo = {
						image_url: 'https://example.com/a.jpg',
						name,
						voice_id: 'en-US-AlbaNeural',
						model: '1.0',
					};
					const key = faces.key;
					const { motion_id } = await faces.joggAi.request(key, 'POST', '/v2/photo_avatar/add_motion', photo);
					await until('the avatar', async () => {
						const path = `/v2/photo_avatar?motion_id=${motion_id}`;
						return (await faces.joggAi.request(key, 'GET', path)).status === 'completed';
					});
					const page = await faces.look(['Any', 'Any', 'Any', 'English']);
					assert.equal(page.pictures.length, 2, 'the finished ones');
					assert.ok(page.text.includes('&lt;img src=x onerror=alert(1)&gt; "Ann" &amp; $&amp; Co</b>'));
					const face = page.faces.find((one) => one.includes('Ann'));
					const end = await faces.choose({ face, voice: page.voices[0], name: '<Dora>', says: 'Hello!' });
					assert.ok(!/<img [^>]*onerror/.test(end.text));
					const [row] = await rowOf('<Dora>');
					assert.deepEqual([row.avatar, row.source], [name, 'photo']);
					const [order] = await ordersOf(faces);
					assert.deepEqual(order.avatar, { avatar_id: Number(row.avatarId), avatar_type: 1 });
					await faces.finish();
				},
			);
		});
	});
}

/** What was asked of JoggAI to make videos. */
const ordersOf = async ({ joggAi }) =>
	(await joggAi.state()).requests
		.filter(({ method, path }) => `${method} ${path}` === ORDER)
		.map(({ body }) => body);
