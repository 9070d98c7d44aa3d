/** Templates in the editor: every example is listed, and stands on the canvas after two clicks and a credential. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../e2e/lib/until.mjs';
import { shown, untilSame } from './lib/editor.mjs';

const FOLDER = new URL('../../examples/', import.meta.url);
const MEDIA = new URL('../../sandbox/media/', import.meta.url);
const EXAMPLES = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
const RUN_MS = 90_000;
const CLICKED_MS = 5_000;

const slug = (name) => name.toLowerCase().replaceAll(' ', '-');
const isOurs = ({ type }) => type.includes('.joggAi');

export function templates(world) {
	describe('Templates', () => {
		let editor, page, credentials;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => {
			editor = await world.newEditor();
			({ page } = editor);
			({ credentials } = await world.newAccount());
		});
		after(() => editor.close());

		const cards = () => editor.part('template-card');
		const names = async () => (await cards().allInnerTexts()).map((text) => text.split('\n')[0]);

		const openTemplates = async () => {
			await page.goto('/templates/');
			await cards().first().waitFor();
		};

		/** The first page settles its own address once its list is there, which takes an early click back. */
		const openFromFirstPage = async () => {
			await page.goto('/home/workflows');
			await until('the list of templates', async () => {
				await page.getByRole('menuitem', { name: 'Templates' }).click();
				return await cards()
					.first()
					.waitFor({ timeout: CLICKED_MS })
					.then(
						() => true,
						() => false,
					);
			});
		};

		/** Resolves to the workflow as n8n has stored it. */
		const use = async (name) => {
			await openTemplates();
			await cards().filter({ hasText: name }).click();
			await editor.part('use-template-button').click();
			const step = editor.part('setup-credentials-form-step');
			await step.getByRole('combobox').click();
			const { name: chosen } = credentials.joggAiApi;
			await page
				.getByRole('option')
				.filter({ has: page.getByText(chosen, { exact: true }) })
				.click();
			await editor.screenshot(`template-setup-${slug(name)}`);
			await editor.part('continue-button').click();
			await editor.part('canvas-node').first().waitFor();
			await editor.zoomToFit();
			const [, id] = /\/workflow\/(\w+)/.exec(page.url());
			return await world.n8n.request('GET', `/rest/workflows/${id}`);
		};

		/** The file itself, with the credential in our nodes, and a choice in each list. */
		const isReady = (workflow, name) => {
			const example = EXAMPLES.find((one) => one.name === name);
			assert.deepEqual(workflow.settings, example.settings);
			assert.deepEqual(workflow.connections, example.connections);
			const ours = workflow.nodes.filter(isOurs);
			assert.equal(ours.length, example.nodes.filter(isOurs).length);
			for (const node of ours) {
				assert.deepEqual(node.credentials, credentials, node.name);
				for (const [field, value] of Object.entries(node.parameters))
					if (value?.__rl) assert.ok(value.value, `${field} of ${node.name} is chosen`);
			}
		};

		/** Two clicks, and it can run. */
		const useAsItIs = async (name) => {
			isReady(await use(name), name);
			assert.equal(await editor.part('node-issues').count(), 0);
		};

		/** The page that a run of the open workflow begins with. */
		const openForm = async () => {
			const opened = page.waitForEvent('popup');
			await editor.execute();
			return await opened;
		};

		test('in the sidebar lists every example with the icons of its nodes', async () => {
			await openFromFirstPage();
			await untilSame(
				'the names',
				names,
				EXAMPLES.map(({ name }) => name),
			);
			for (const card of await cards().all()) await card.locator('img').first().waitFor();
			await editor.screenshot('templates');
		});

		test('finds one by its words', async () => {
			await openTemplates();
			await editor.part('template-search-input').fill('lip recording');
			await untilSame('the names', names, ['Own audio to lip sync']);
			await editor.screenshot('templates-search');
		});

		test('narrows the list to a category', async () => {
			await openTemplates();
			await editor.part('template-filter-joggai-video-translation').click();
			await untilSame('the names', names, ['One video in five languages']);
		});

		test('Product page to avatar video has the credential in all nodes, and runs as it is', async () => {
			const name = 'Product page to avatar video';
			await useAsItIs(name);
			await editor.execute();
			await editor.tick('Hand Over').waitFor({ timeout: RUN_MS });
			await editor.screenshot(`template-run-${slug(name)}`);
		});

		test('Own audio to lip sync opens a form, and the files chosen there become a video', async () => {
			const name = 'Own audio to lip sync';
			await useAsItIs(name);
			const form = await openForm();
			const [video, recording] = await form.locator('input[type=file]').all();
			await video.setInputFiles(fileURLToPath(new URL('video.mp4', MEDIA)));
			await recording.setInputFiles(fileURLToPath(new URL('audio.mp3', MEDIA)));
			await editor.screenshot('form-with-files', form);
			await form.getByRole('button', { name: 'Submit' }).click();
			await editor.tick('Hand Over').waitFor({ timeout: RUN_MS });
			await editor.screenshot(`template-run-${slug(name)}`);
			await form.close();
		});

		test('Choose an avatar by its face shows faces that load and voices that play, and keeps the choice', async () => {
			await useAsItIs('Choose an avatar by its face');
			const form = await openForm();
			await form.getByRole('button', { name: 'Show faces' }).click();
			await form.getByRole('heading', { name: 'Choose a face and a voice' }).waitFor({ timeout: RUN_MS });
			const faces = form.locator('.html img');
			assert.equal(await faces.count(), 60);
			await until('all faces', async () => (await faces.evaluateAll(unloaded)).length === 0);
			await form.locator('.html video').first().evaluate(playToTheEnd);
			await editor.screenshot('form-with-faces', form);
			await form.getByLabel('Face').selectOption({ index: 2 });
			await form.getByLabel('Voice').selectOption({ index: 1 });
			await form.getByRole('button', { name: 'Choose' }).click();
			await form.getByRole('heading', { name: 'Chosen' }).waitFor({ timeout: RUN_MS });
			await editor.screenshot('form-chosen', form);
			await editor.tick('Here It Is').waitFor({ timeout: RUN_MS });
			await form.close();
		});

		test('Template videos from rows has a template of the account chosen', async () => {
			const name = 'Template videos from rows';
			isReady(await use(name), name);
			await editor.openNode('Make Template Video');
			assert.equal(await editor.picker('template').chosen(), 'Flat of the week');
			await editor.screenshot('template-chosen');
		});
	});
}

/** Run in the page. */
const unloaded = (pictures) => pictures.filter(({ naturalWidth }) => !naturalWidth);
const playToTheEnd = async (player) => {
	player.muted = true;
	const ended = new Promise((resolve, reject) => {
		player.onended = resolve;
		player.onerror = reject;
	});
	await player.play();
	await ended;
};
