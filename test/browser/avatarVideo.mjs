/** The form of JoggAI Avatar Video: lists to choose from, fields that come and go. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { until } from '../e2e/lib/until.mjs';
import { node, workflow } from '../e2e/lib/workflows.mjs';
import { shown } from './lib/editor.mjs';

export function avatarVideo(world) {
	describe('the form of Avatar Video', () => {
		let editor;
		const test = (name, body) => shown(name, () => editor, body);

		const open = async (credentials) => {
			const { id } = await world.editor.create(
				workflow('Avatar video', [node('joggAiAvatarVideo', 'Video', {}, { credentials })]),
			);
			await editor.openWorkflow(id);
			await editor.openNode('Video');
		};

		/** The list is fetched anew for a source or a search. */
		const untilAll = (pattern) =>
			until(`only ${pattern} in the list`, async () => {
				const names = await editor.picker('avatar').names();
				return names.length > 0 && names.every((name) => pattern.test(name)) && names;
			});

		before(async () => {
			editor = await world.newEditor();
			await open((await world.newAccount()).credentials);
		});
		after(() => editor.close());

		test('the avatar picker lists the avatars of the chosen source', async () => {
			const shapes = /\((Female|Male), (Landscape|(Portrait|Square), does not fit Landscape)/;
			const avatars = editor.picker('avatar');
			await avatars.open();
			const [first] = await untilAll(shapes);
			assert.match(first, /\((Female|Male), Landscape/, 'what fits the video comes first');
			await editor.screenshot('picker');
			await avatars.close();

			await editor.choose('avatarSource', 'Photo');
			await avatars.open();
			await untilAll(/^Painted Petra/);
			await avatars.close();

			await editor.choose('avatarSource', 'Public');
			await avatars.open();
			await untilAll(shapes);
		});

		test('the search narrows the list, and the chosen avatar stands in the field', async () => {
			const avatars = editor.picker('avatar');
			await avatars.search('glasses female 9:16');
			const [first] = await untilAll(/with Glasses \(Female, Portrait, does not fit Landscape/);
			await editor.screenshot('picker-search');
			await avatars.pick(first);
			await until('the name of the avatar', async () => (await avatars.chosen()) === first);
		});

		test('what few people change is added as an option', async () => {
			await editor.field('captions').waitFor({ state: 'detached' });
			await editor.addOption('Captions');
			await editor.field('captions').waitFor();
			await editor.addOption('Voice Language');
			await editor.choose('voiceLanguage', 'German');
			const voices = editor.picker('voice');
			await voices.open();
			await until(
				'the own German voice',
				async () => (await voices.names())[0] === 'Meine Stimme (My Voices)',
			);
			await editor.screenshot('picker-voice');
			await voices.close();
		});

		test('a wrong key is told in the place of the list, with a way to the credential', async () => {
			await open(await world.credential('wrong-key'));
			await editor.part('resource-locator-avatar').getByTestId('rlc-input').click();
			const told = editor.part('rlc-error-container');
			await told.waitFor();
			const words = await told.innerText();
			assert.match(words, /JoggAI did not accept the API key/);
			assert.match(words, /app\.jogg\.ai/);
			assert.match(words, /Check your credential/);
			await editor.screenshot('picker-wrong-key');
		});
	});
}
