/** The pictures of the documentation show what the editor shows today; compared by their words, not by their pixels. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishedLabels } from './pictures/album.mjs';
import { takePictures } from './pictures/take.mjs';

const LIMIT_MS = 300_000;

export function pictures(world) {
	describe('the pictures of the documentation', () => {
		it('have the words that the editor shows today', { timeout: LIMIT_MS }, async () => {
			const album = world.newAlbum();
			await takePictures(world, album);
			assert.deepEqual(
				album.labels(),
				publishedLabels(),
				'The editor shows other words than docs/pictures. "npm run pictures" takes the pictures anew.',
			);
		});
	});
}
