/** The credential is created, refused with advice, corrected and accepted in n8n's own dialog. */
import { after, before, describe } from 'node:test';
import { shown } from './lib/editor.mjs';

export function credential(world) {
	describe('the dialog of the credential', () => {
		let editor;
		const test = (name, body) => shown(name, () => editor, body);
		before(async () => (editor = await world.newEditor()));
		after(() => editor.close());

		const dialog = () => editor.part('credential-edit-dialog');
		const fill = (parameter, value) =>
			dialog().getByTestId(`parameter-input-${parameter}`).locator('input').fill(value);
		const save = () => editor.part('credential-save-button').click();

		test('a wrong key is refused with advice', async () => {
			await editor.page.goto('/home/credentials/create');
			await editor.part('new-credential-type-select').locator('input').fill('jogg');
			await editor.part('new-credential-type-select-option').filter({ hasText: 'JoggAI API' }).click();
			await editor.part('new-credential-type-button').click();
			await fill('apiKey', 'wrong-key');
			await fill('domain', world.joggAi.url);
			await save();
			await dialog().getByText('More details').click();
			await dialog()
				.getByText('JoggAI did not accept the API key. Open the JoggAI credential and paste the key again')
				.waitFor();
			await editor.screenshot('credential-refused');
		});

		test('the right key is accepted', async () => {
			await fill('apiKey', await world.joggAi.newKey());
			await save();
			await dialog().getByText('Connection tested successfully').waitFor();
			await editor.screenshot('credential-accepted');
		});
	});
}
