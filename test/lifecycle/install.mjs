/** From the registry into n8n, as its owner installs a community node. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { placeOf } from './lib/place.mjs';

const MANIFEST = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export function install(world) {
	describe('the package', () => {
		let place;
		before(() => (place = placeOf(world.n8n, world.joggAi)));

		it('is read by "npm publish" from the very tarball, and stands in the registry byte for byte', async () => {
			const { versions } = await (await fetch(`${world.registry.url}/${PACKAGE_NAME}`)).json();
			const { dist, n8n } = versions[MANIFEST.version];
			const tarball = readFileSync(world.tarball);
			assert.equal(dist.integrity, `sha512-${createHash('sha512').update(tarball).digest('base64')}`);
			assert.deepEqual(Buffer.from(await (await fetch(dist.tarball)).arrayBuffer()), tarball);
			assert.deepEqual(n8n, MANIFEST.n8n);
		});

		it('is installed by the owner with every node that it names', async () => {
			const { installedVersion, installedNodes } = await world.community.install(
				PACKAGE_NAME,
				world.versions.first,
			);
			assert.equal(installedVersion, world.versions.first);
			assert.equal(installedNodes.length, MANIFEST.n8n.nodes.length);
		});

		it('does its work at once', () => place.works('Installed'));

		it('does its work after a restart of n8n as well', async () => {
			await world.n8n.restart();
			const { [PACKAGE_NAME]: ours } = await world.community.installed();
			assert.equal(ours.failedLoading, false);
			await place.works('Restarted');
		});
	});
}
