/** docker-compose.yml as it is shipped: what a person starts who follows docs/queue-mode.md. Started by run.mjs. */
import { after, before, describe } from 'node:test';
import { START_MS } from '../e2e/world.mjs';
import { batch } from './batch.mjs';
import { file } from './file.mjs';
import { kill } from './kill.mjs';
import { logs } from './logs.mjs';
import { processes } from './processes.mjs';
import { restart } from './restart.mjs';
import { trigger } from './trigger.mjs';
import { ComposeWorld } from './world.mjs';

describe('docker-compose.yml', () => {
	const world = new ComposeWorld();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 180_000 });
	for (const suite of [file, processes, batch, trigger, kill, restart, logs]) suite(world);
});
