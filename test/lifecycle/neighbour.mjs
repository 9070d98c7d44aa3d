/** n8n makes every node class again whenever any package is changed: ours must not stand in another one's way. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { node, start, START, workflow } from '../e2e/lib/workflows.mjs';
import { NEIGHBOUR, NEIGHBOUR_NODE } from './lib/neighbour.mjs';
import { placeOf } from './lib/place.mjs';
import { NEIGHBOUR_VERSIONS } from './lib/shelf.mjs';

export function neighbour(world) {
	describe('another package beside ours', () => {
		const [first, next] = NEIGHBOUR_VERSIONS;
		let place, ours, theirs;
		before(async () => {
			place = placeOf(world.n8n, world.joggAi);
			ours = await place.maker('Beside it', ['Beside it.'], { waitForCompletion: 'none' });
			const nodes = [start(), node(NEIGHBOUR_NODE, 'Neighbour')];
			theirs = await place.editor.create(workflow('Neighbour', nodes));
		});

		async function bothWork(version) {
			const [mine, other] = await Promise.all([runs(ours), runs(theirs)]);
			assert.equal(itemsOf(mine, 'Make').length, 1);
			assert.deepEqual(
				itemsOf(other, 'Neighbour').map(({ json }) => json),
				[{ version }],
			);
		}

		const runs = async ({ id }) => await place.ended(await world.n8n.start(id, START));

		const listed = async () =>
			Object.entries(await world.community.installed()).map(([name, { installedVersion, failedLoading }]) => {
				assert.equal(failedLoading, false, name);
				return `${name} ${installedVersion}`;
			});

		it('is installed, and both work', async () => {
			await world.community.install(NEIGHBOUR, first);
			await bothWork(first);
		});

		it('is updated, and both work', async () => {
			await world.community.update(NEIGHBOUR, next);
			await bothWork(next);
		});

		it('is uninstalled, and ours works on', async () => {
			await world.community.uninstall(NEIGHBOUR);
			assert.equal((await runs(ours)).status, 'success');
			assert.deepEqual(await listed(), [`${PACKAGE_NAME} ${world.versions.first}`]);
		});
	});
}
