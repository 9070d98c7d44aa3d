/** What a person does in n8n's editor. Every step waits for what it needs, and no longer than `STEP_MS`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { until } from '../../e2e/lib/until.mjs';

const STEP_MS = 20_000;
/** A click that has done nothing by then was lost. */
const CLICK_MS = 3000;

export class Editor {
	constructor(page, screenshots) {
		this.page = page;
		this.#screenshots = screenshots;
		page.setDefaultTimeout(STEP_MS);
	}

	close = () => this.page.close();

	async screenshot(name, page = this.page) {
		await page.screenshot({ path: join(this.#screenshots, `${name}.png`), animations: 'disabled' });
	}

	part(testId) {
		return this.page.getByTestId(testId);
	}

	// --- canvas ---

	async newWorkflow() {
		await this.page.goto('/workflow/new');
		await this.part('canvas-plus-button').waitFor();
	}

	async openWorkflow(id) {
		await this.page.goto(`/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** ⋯ → Import → From file. */
	async importWorkflow(file) {
		await this.part('workflow-menu').click();
		await this.part('workflow-menu-item-import').hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.page.getByRole('menuitem', { name: 'From file' }).click();
		await (await chooser).setFiles(file);
		await this.part('canvas-node').first().waitFor();
	}

	/** Shows the whole workflow, and waits until it has stopped moving. */
	async zoomToFit() {
		await this.part('zoom-to-fit').click();
		const pane = this.page.locator('.vue-flow__transformationpane');
		let before;
		await until('the canvas stands still', async () => {
			const now = await pane.getAttribute('style');
			const still = now === before;
			before = now;
			return still;
		});
	}

	node(name) {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name) {
		await this.node(name).dblclick();
		await this.part('ndv').waitFor();
	}

	async closeNode() {
		await this.page.keyboard.press('Escape');
		await this.part('ndv').waitFor({ state: 'detached' });
	}

	async execute() {
		await this.part('execute-workflow-button').click();
	}

	/** The marks of how a node's run ended: a green tick, a red cross. */
	tick = (name) => this.node(name).getByTestId('canvas-node-status-mark-success');
	cross = (name) => this.node(name).getByTestId('canvas-node-status-mark-error');

	// --- list of nodes ---

	/** The key that opens the list of nodes works once the canvas does. */
	async openNodeCreator() {
		await this.page.keyboard.press('n');
		await this.part('node-creator-search-bar').waitFor();
	}

	async searchNodes(words) {
		await this.part('node-creator-search-bar').fill(words);
	}

	/** An entry of the list of nodes, or of a node's actions. */
	listed(name) {
		const itsName = this.part('node-creator-item-name').filter({ hasText: new RegExp(`^${name}\\s*$`) });
		return this.part('item-iterator-item').filter({ has: itsName });
	}

	/** From the list of nodes to a node's actions. The list redraws itself after a search, which takes an early click back. */
	async openListed(name, actions) {
		const isOpen = async () => (await this.listedNames()).some((one) => actions.includes(one));
		await this.clickUntil(`the actions of ${name}`, this.listed(name), isOpen);
	}

	/** Clicks once more where a click was lost. */
	async clickUntil(what, target, isDone) {
		await until(what, async () => {
			await target.click({ timeout: CLICK_MS }).catch(() => undefined); // it may be gone, as it has worked
			return await until(what, isDone, { ms: CLICK_MS }).catch(() => false);
		});
	}

	/** From a node's actions to the list of nodes. */
	async back() {
		await this.part('node-creator').locator('button').first().click();
		await this.part('node-creator-search-bar').waitFor();
	}

	listedNames = () => this.part('node-creator-item-name').allInnerTexts();

	// --- a node's form ---

	field(parameter) {
		return this.part(`parameter-input-${parameter}`);
	}

	/** "Add option" → the option's label. */
	async addOption(label) {
		await this.page
			.locator(
				'[data-test-id="collection-parameter-add-dropdown"], [data-test-id="collection-parameter-add"], input[placeholder="Add option"]',
			)
			.first()
			.click();
		await this.page.getByRole('option', { name: label, exact: true }).click();
	}

	async chooseCredential(name) {
		const menu = this.part('node-credentials-select').locator('input');
		await menu.click();
		await this.page.getByRole('option').filter({ hasText: name }).first().click();
		await menu.blur(); // with the focus in the menu, Escape does not close the node
	}

	async choose(parameter, option) {
		await this.field(parameter).click();
		await this.page.getByRole('option').filter({ hasText: option }).click();
	}

	picker(parameter) {
		const shown = this.part(`resource-locator-${parameter}`).getByTestId('rlc-input');
		const entries = this.part('rlc-item');
		return {
			entries,
			/** What the field shows as chosen. */
			chosen: () => shown.inputValue(),
			open: async () => {
				await shown.click();
				await entries.first().waitFor();
			},
			close: async () => {
				await this.page.keyboard.press('Escape');
				await entries.first().waitFor({ state: 'hidden' });
			},
			search: (words) => this.part('rlc-search').fill(words),
			names: () => entries.allInnerTexts(),
			pick: (name) => entries.filter({ hasText: name }).first().click(),
		};
	}

	output = () => this.part('output-panel');

	#screenshots;
}

/** A test whose end is photographed when it fails; `editor` is known only when it runs. */
export const shown = (name, editor, body) =>
	it(name, { timeout: 120_000 }, async () => {
		try {
			await body(editor());
		} catch (error) {
			await editor()
				.screenshot(`failed - ${name.replaceAll(/[^\w -]/g, '')}`)
				.catch(() => undefined); // the reason of the failure matters more
			throw error;
		}
	});

/** Waits until the texts are these, in any order; fails with the difference. */
export async function untilSame(what, texts, expected) {
	const sorted = async () => (await texts()).sort();
	const wanted = [...expected].sort();
	const same = async () => JSON.stringify(await sorted()) === JSON.stringify(wanted);
	await until(what, same, { ms: STEP_MS }).catch(() => undefined);
	assert.deepEqual(await sorted(), wanted, what);
}
