/** The variables of a template are fields of the form. */
import { after, before, describe } from 'node:test';
import { until } from '../e2e/lib/until.mjs';
import { node, workflow } from '../e2e/lib/workflows.mjs';
import { shown, untilSame } from './lib/editor.mjs';

export function templateVideo(world) {
	describe('the form of Template Video', () => {
		let editor;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => {
			await world.joggAi.set({ dialect: 'guide' }); // only its answers tell which variables are required
			const { credentials } = await world.newAccount();
			const { id } = await world.editor.create(
				workflow('Template video', [node('joggAiTemplateVideo', 'Template', {}, { credentials })]),
			);
			editor = await world.newEditor();
			await editor.openWorkflow(id);
			await editor.openNode('Template');
		});
		after(async () => {
			await editor.close();
			await world.joggAi.calm();
		});

		const variables = () => editor.part('mapping-fields-container');
		const chooseTemplate = async (name) => {
			const templates = editor.picker('template');
			await templates.open();
			await templates.pick(name);
		};

		/** The variables as a person sees them: name, and a mark where one is required and still empty. */
		const fields = async () =>
			await variables()
				.locator('.parameter-item')
				.evaluateAll((items) =>
					items.map((item) => {
						const mark = item.querySelector('[data-test-id="parameter-issues"]') ? ' !' : '';
						return item.querySelector('label').innerText.split('\n')[0].trim() + mark;
					}),
				);

		test('the chosen template brings its variables, required ones marked', async () => {
			await chooseTemplate('Flat of the week');
			await untilSame('the variables of the template', fields, [
				'headline (Text) !',
				'Price tag (Text)',
				'photo (Image URL) !',
				'walkthrough (Video URL)',
				'narration (Script) !',
			]);
			await editor.screenshot('template-fields');
		});

		test('a variable takes an expression', async () => {
			const headline = editor.field('text:headline');
			await headline.hover();
			const options = '[data-test-id="value[\\"text:headline\\"]-parameter-input-options-container"]';
			await variables().locator(options).getByTestId('radio-button-expression').click();
			await headline.locator('.cm-content').click();
			await editor.page.keyboard.type('{{1 + 2'); // the editor closes the brackets
			await variables().getByTestId('parameter-expression-preview-text:headline').getByText('3').waitFor();
			await until('no mark at the variable any more', async () =>
				(await fields()).includes('headline (Text)'),
			);
			await editor.screenshot('template-expression');
		});

		test('another template brings other variables', async () => {
			await chooseTemplate('Job offer');
			const names = async () => (await fields()).map((field) => field.replace(' !', ''));
			await untilSame('the variables of the other template', names, [
				'role (Text)',
				'pitch (Script)',
				'logo (Image URL)',
			]);
		});

		test('the variables can be named by hand instead', async () => {
			await editor.choose('variablesFrom', 'Manual');
			await variables().waitFor({ state: 'detached' });
			await editor.part('fixed-collection-add').click();
			await editor.part('fixed-collection-manualVariables').waitFor();
			for (const parameter of ['type', 'name', 'value']) await editor.field(parameter).waitFor();
			await editor.screenshot('template-manual');
		});
	});
}
