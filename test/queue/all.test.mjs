/** n8n in queue mode, as one runs it who has outgrown one process: the same promises, kept by several. */
import { after, before, describe } from 'node:test';
import { ensureServices } from '../../tools/services/packages.mjs';
import { START_MS } from '../e2e/world.mjs';
import { batches } from './batches.mjs';
import { duplicates } from './duplicates.mjs';
import { kills } from './kills.mjs';
import { QueueWorld } from './world.mjs';

const missing = await ensureServices();
if (missing) console.log(`The tests of queue mode are left out: ${missing}`);

describe('n8n in queue mode', { skip: missing }, () => {
	const world = new QueueWorld();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 60_000 });
	for (const suite of [duplicates, kills, batches]) suite(world);
});
