/** The pictures of the documentation show what the editor shows today; compared by their words, not by their pixels. */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { shown } from './lib/editor.mjs';
import { publishedLabels } from './pictures/album.mjs';
import { takeForms, takeRun } from './pictures/take.mjs';

export function pictures(world) {
	describe('the pictures of the documentation', () => {
		let editor;
		before(async () => (editor = await world.newEditor()));
		after(() => editor.close());

		for (const [what, take] of [
			['forms have the words of the forms today', takeForms],
			['first workflow and its result have the words of a run today', takeRun],
		])
			shown(
				what,
				() => editor,
				async () => {
					const album = world.newAlbum();
					await take(world, { editor, album });
					const published = publishedLabels();
					for (const [name, labels] of Object.entries(album.labels()))
						assert.deepEqual(
							labels,
							published[name],
							`docs/pictures/${name} is out of date. "npm run pictures" takes the pictures anew.`,
						);
				},
			);
	});
}
