/** The life of the package in an n8n, by the way that users take: n8n's own page "Community nodes", and its environment. */
import { after, before, describe } from 'node:test';
import { ensureServices } from '../../tools/services/packages.mjs';
import { START_MS } from '../e2e/world.mjs';
import { byEnvironment } from './byEnvironment.mjs';
import { install } from './install.mjs';
import { neighbour } from './neighbour.mjs';
import { queue } from './queue.mjs';
import { uninstall } from './uninstall.mjs';
import { update } from './update.mjs';
import { LifecycleWorld } from './world.mjs';

const missing = await ensureServices();
if (missing) console.log(`The tests of queue mode are left out: ${missing}`);

/** What stands below goes on one after the other, beside the rest. */
const ONE_BY_ONE = { concurrency: 1 };

// A sleep takes a minute of real time: n8ns of their own are started meanwhile.
describe('the life of the package in n8n', { concurrency: 2 }, () => {
	const world = new LifecycleWorld();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 60_000 });
	describe('under Settings, Community nodes', ONE_BY_ONE, () => {
		for (const step of [install, neighbour, update, uninstall]) step(world);
	});
	describe('managed by the environment', ONE_BY_ONE, () => {
		byEnvironment(world);
		queue(world, { skip: missing });
	});
});
