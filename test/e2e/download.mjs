/** The finished file goes into n8n's storage as it is. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { avatarVideo, node, start, START, workflow } from './lib/workflows.mjs';

export function download(world) {
	describe('a downloaded video', () => {
		let account;
		before(async () => (account = await world.newAccount()));

		it('is in the binary storage byte for byte, named and typed, and the key stayed at home', async () => {
			const { id } = await world.editor.create(
				workflow('Download', [
					start(),
					node(
						'joggAiAvatarVideo',
						'Make',
						avatarVideo({ download: true, options: { binaryPropertyName: 'film' } }),
						{
							credentials: account.credentials,
						},
					),
				]),
			);
			const execution = await world.n8n.run(id, START, { timeoutMs: 60000 });
			assert.equal(execution.status, 'success');

			const [{ json, binary }] = itemsOf(execution, 'Make');
			assert.ok(binary.film.id, 'stored outside the execution data');
			assert.equal(binary.film.mimeType, 'video/mp4');
			assert.match(binary.film.fileName, /\.mp4$/);
			const original = Buffer.from(await (await fetch(json.videoUrl)).arrayBuffer());
			assert.ok(original.length > 1000);
			assert.ok(original.equals(await world.n8n.binary(binary.film)), 'the same bytes');

			const { pathname } = new URL(json.videoUrl);
			const { requests } = await world.state();
			for (const { headers } of requests.filter(({ path }) => path === pathname))
				assert.equal(headers['x-api-key'], undefined);
		});
	});
}
