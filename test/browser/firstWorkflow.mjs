/** README's first workflow, followed word by word and click by click: what it buys is what README says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { until } from '../e2e/lib/until.mjs';
import { shown } from './lib/editor.mjs';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
const STEPS = /## Your first workflow in five minutes (.*?) Or import it/.exec(README)[1];
const RUN_MS = 90_000;

/** A word that the test clicks has to stand in README; in the order in which it is clicked. */
function reader() {
	let place = 0;
	return (words) => {
		place = STEPS.indexOf(words, place);
		assert.notEqual(place, -1, `README's next step names "${words}"`);
		return words.replaceAll(/[*`]/g, '');
	};
}

export function firstWorkflow(world) {
	describe("README's first workflow", () => {
		let editor, account;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => {
			account = await world.newAccount();
			editor = await world.newEditor();
		});
		after(() => editor.close());

		const spent = async () => (await world.joggAi.charges(account.key)).map(({ credits }) => credits);
		const spentUntil = (expected) =>
			until(
				`${expected.join(' and ')} credits are spent`,
				async () => JSON.stringify(await spent()) === JSON.stringify(expected),
			);

		/** From the list of nodes into the open form of the node. */
		async function add(node, action) {
			await editor.searchNodes(node);
			await editor.listed(node).click();
			await editor.listed(action).click();
			await editor.part('ndv').waitFor();
			await editor.chooseCredential(account.credentials.joggAiApi.name);
		}

		async function drag(field, parameter) {
			const pill = editor
				.part('ndv-input-panel')
				.locator('[data-target="mappable"]')
				.filter({ hasText: field });
			await pill.first().hover();
			await editor.page.mouse.down();
			await editor.field(parameter).hover();
			await editor.field(parameter).hover({ position: { x: 20, y: 12 } });
			await editor.page.mouse.up();
			await until(`${field} stands in the field`, async () =>
				(await editor.field(parameter).innerText()).includes(field),
			);
		}

		async function choose(parameter) {
			const list = editor.picker(parameter);
			await list.open();
			await list.pick((await list.names())[0]);
		}

		const executeStep = async (words) => {
			await editor.part('node-execute-button').filter({ hasText: words }).click();
			await editor.output().getByTestId('ndv-items-count').first().waitFor({ timeout: RUN_MS });
		};

		test('buys one script for 0.2 credits and one video for 1, and nothing else', async () => {
			const says = reader();
			await editor.newWorkflow();
			await editor.part('canvas-plus-button').click();
			await editor.searchNodes(says('**Manual Trigger**'));
			const start = editor.node('When clicking ‘Execute workflow’');
			const entry = editor.part('node-creator').getByText('Trigger manually').first();
			await editor.clickUntil('the manual trigger', entry, () => start.isVisible());

			await editor.openNodeCreator();
			await add(says('**JoggAI Product**'), says('**Create product from URL**'));
			says('*Product Page URL*');
			await editor.field('url').locator('input').fill('https://shop.example/lamp');
			await executeStep(says('**Execute step**'));
			assert.deepEqual(await spent(), []);
			says('costs nothing');
			await editor.closeNode();

			await editor.openNodeCreator();
			await add(says('**JoggAI AI Script**'), says('**Generate AI script**'));
			await drag(says('`productId`'), 'productId');
			says('*Product ID*');
			await executeStep(says('**Execute step**'));
			says('0.2 credits');
			await spentUntil([0.2]);
			await editor.closeNode();

			await editor.openNodeCreator();
			await add(says('**JoggAI Avatar Video**'), says('**Create avatar video**'));
			await drag(says('`script`'), 'script');
			says('*Script*');
			says('*Avatar*');
			await choose('avatar');
			says('*Voice*');
			await choose('voice');
			says('*Download*');
			await editor.field('download').locator('.el-switch').click();
			await editor.screenshot('first-workflow-form');
			says('Close the node');
			await editor.closeNode();

			says('**Execute workflow**');
			await editor.execute();
			await editor.tick('Create avatar video').waitFor({ timeout: RUN_MS });
			says('1 credit');
			await editor.screenshot('first-workflow');
			assert.deepEqual(await spent(), [0.2, 1]);
		});

		test('never tells to press a button that runs a node which spends', () => {
			assert.doesNotMatch(README, /previous nodes/i);
		});
	});
}
