/** n8n installs what its environment names, at its start. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { startJoggAi } from '../e2e/lib/joggai.mjs';
import { communityNodesOf } from './lib/communityNodes.mjs';
import { managed } from './lib/managed.mjs';
import { codesOf } from './lib/next.mjs';
import { placeOf } from './lib/place.mjs';

const READY_MS = 300_000;

export function byEnvironment(world) {
	describe('in one process', () => {
		let joggAi, n8n;
		before(async () => (joggAi = await startJoggAi()));
		after(() => Promise.all([n8n?.stop(), joggAi?.stop()]));

		const startWith = (version) => world.n8nWith('managed', managed(version));

		it('the package is there at the first start, and does its work', { timeout: READY_MS }, async () => {
			n8n = await startWith(world.versions.first);
			await n8n.signUp();
			await placeOf(n8n, joggAi).works('First start');
		});

		it('nobody changes it by hand', async () => {
			const { update, uninstall } = communityNodesOf(n8n);
			const refused = { message: /managed via environment variables/ };
			await assert.rejects(update(PACKAGE_NAME, world.versions.next), refused);
			await assert.rejects(uninstall(PACKAGE_NAME), refused);
		});

		it('another version in the environment is there at the next start', { timeout: READY_MS }, async () => {
			const { owner } = n8n;
			await n8n.stop();
			n8n = await startWith(world.versions.next);
			await n8n.signIn(owner);
			const place = placeOf(n8n, joggAi);
			const run = await place.works('Next start');
			assert.deepEqual(codesOf(await place.orders(run)), [world.versions.next]);
		});
	});
}
