/** The package that would be published, in every version of n8n that it is said to work with. */
import { after, before, describe } from 'node:test';
import { ALL_VERSIONS } from '../../tools/n8n/versions.mjs';
import { batch } from '../e2e/batch.mjs';
import { credential } from '../e2e/credential.mjs';
import { pickers } from '../e2e/pickers.mjs';
import { START_MS } from '../e2e/world.mjs';
import { basics } from './basics.mjs';
import { VersionWorld } from './world.mjs';

const wanted = process.env.N8N_VERSIONS?.split(',') ?? ALL_VERSIONS;

for (const version of wanted) {
	describe(`in n8n ${version}`, () => {
		const world = new VersionWorld(version);
		before(() => world.start(), { timeout: START_MS });
		after(() => world.stop(), { timeout: 60_000 });
		for (const suite of [credential, pickers, basics, batch]) suite(world);
	});
}
