/** The nodes are found where a person looks for them. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { until } from '../e2e/lib/until.mjs';
import { start, workflow } from '../e2e/lib/workflows.mjs';
import { shown, untilSame } from './lib/editor.mjs';

const COUNT = 14;

export function nodeCreator(world) {
	describe('the list of nodes', () => {
		let editor, ours;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => {
			const types = await world.n8n.request('GET', '/types/nodes.json');
			ours = types.filter(({ name }) => name.startsWith(`${PACKAGE_NAME}.`) && !name.endsWith('Tool'));
			assert.equal(ours.length, COUNT);
			editor = await world.newEditor();
			await editor.openWorkflow((await world.editor.create(workflow('Nodes', [start()]))).id);
			await editor.openNodeCreator();
		});
		after(() => editor.close());

		/** n8n leaves the word "Trigger" out. */
		const listedAs = ({ displayName }) => displayName.replace(/ Trigger$/, '');

		test('the search for "jogg" finds all nodes', async () => {
			await editor.searchNodes('jogg');
			const found = async () => (await editor.listedNames()).filter((name) => name.startsWith('JoggAI'));
			await untilSame('all nodes are listed', found, ours.map(listedAs));
			await editor.screenshot('node-creator');
		});

		test('every node has its icon', async () => {
			const icons = editor.part('node-creator').locator(`img[src*="${PACKAGE_NAME}"]`);
			await until('the icons have loaded', async () => {
				const widths = await icons.evaluateAll((images) => images.map(({ naturalWidth }) => naturalWidth));
				return widths.length >= COUNT && widths.every((width) => width > 0);
			});
		});

		test('what a person wants to do leads to the node', async () => {
			for (const [words, name] of [
				['avatar video', 'JoggAI Avatar Video'],
				['product', 'JoggAI Product'],
				['lip sync', 'JoggAI Lip Sync'],
				['voices', 'JoggAI List Voices'],
			]) {
				await editor.searchNodes(words);
				await editor.listed(name).waitFor();
			}
		});

		test('every node offers each of its actions', async () => {
			for (const type of ours.filter(({ group }) => !group.includes('trigger'))) {
				const actions = type.properties
					.filter(({ name }) => name === 'operation')
					.flatMap(({ options }) => options.map(({ action }) => action).filter(Boolean));
				await editor.searchNodes('jogg');
				await editor.openListed(type.displayName, actions);
				await untilSame(`the actions of ${type.displayName}`, editor.listedNames, actions);
				await editor.back();
			}
		});

		test('the trigger offers each of its events, in words that go with n8n\'s "On …"', async () => {
			const { displayName, properties } = ours.find(({ group }) => group.includes('trigger'));
			const { options } = properties.find(({ name }) => name === 'events');
			await editor.searchNodes('jogg');
			const expected = options.map(({ name }) => `On ${name.toLowerCase()}`);
			await editor.openListed(listedAs({ displayName }), expected);
			assert.ok(expected.every((words) => !words.startsWith('On on ')));
			await untilSame('the events of the trigger', editor.listedNames, expected);
			await editor.screenshot('node-creator-events');
			await editor.back();
		});

		test('"Create product from URL" adds the node ready for that', async () => {
			await editor.searchNodes('jogg product');
			await editor.listed('JoggAI Product').click();
			await editor.listed('Create product from URL').click();
			await editor.part('ndv').waitFor();
			assert.match(await editor.part('ndv').innerText(), /^Create product from URL/);
			await editor.field('url').waitFor();
			await editor.screenshot('node-added');
		});
	});
}
