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
			const avatars = editor.picker('avatar');
			await avatars.open();
			await untilAll(/\(Public, /);
			await editor.screenshot('picker');
			await avatars.close();

			await editor.choose('avatarSource', 'Photo');
			await avatars.open();
			await untilAll(/\(Photo/);
			await avatars.close();

			await editor.choose('avatarSource', 'Public');
			await avatars.open();
			await untilAll(/\(Public, /);
		});

		test('the search narrows the list, and the chosen avatar stands in the field', async () => {
			const avatars = editor.picker('avatar');
			await avatars.search('glasses female');
			const [first] = await untilAll(/with Glasses \(Public, female/);
			await editor.screenshot('picker-search');
			await avatars.pick(first);
			await until('the name of the avatar', async () => (await avatars.chosen()) === first);
		});

		test('a transparent video has no captions to choose', async () => {
			await editor.field('captions').waitFor();
			await editor.choose('screenStyle', 'Transparent');
			await editor.field('captions').waitFor({ state: 'detached' });
			await editor.choose('screenStyle', 'Normal');
			await editor.field('captions').waitFor();
		});

		test('the list says that the key is wrong', async () => {
			await open(await world.credential('wrong-key'));
			const avatars = editor.picker('avatar');
			await avatars.open();
			const names = await avatars.names();
			assert.equal(names.length, 1);
			assert.match(names[0], /JoggAI did not accept the API key/);
			await editor.screenshot('picker-wrong-key');
		});
	});
}
