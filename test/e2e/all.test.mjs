/** End to end: a real n8n with the packed package against the sandbox, started once for all suites. */
import { after, before, describe } from 'node:test';
import { agent } from './agent.mjs';
import { agentAsks } from './agentAsks.mjs';
import { batch } from './batch.mjs';
import { callers } from './callers.mjs';
import { chooseFace } from './chooseFace.mjs';
import { credential } from './credential.mjs';
import { dailySheet } from './dailySheet.mjs';
import { download } from './download.mjs';
import { examples } from './examples.mjs';
import { pause } from './pause.mjs';
import { pickers } from './pickers.mjs';
import { previews } from './previews.mjs';
import { productFeed } from './productFeed.mjs';
import { secrets } from './secrets.mjs';
import { shopFile } from './shopFile.mjs';
import { trigger } from './trigger.mjs';
import { unhappyEnds } from './unhappyEnds.mjs';
import { START_MS, World } from './world.mjs';

describe('in a real n8n', () => {
	const world = new World();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 60_000 });
	for (const suite of [
		credential,
		pickers,
		trigger,
		batch,
		download,
		agent,
		agentAsks,
		examples,
		previews,
		chooseFace,
		dailySheet,
		productFeed,
		shopFile,
		unhappyEnds,
		pause,
		callers,
		secrets,
	])
		suite(world);
});
