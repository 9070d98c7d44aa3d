/** Chromium drives the editor of a real n8n with the packed package, as a person would; started once for all suites. */
import { after, before, describe } from 'node:test';
import { START_MS } from '../e2e/world.mjs';
import { avatarVideo } from './avatarVideo.mjs';
import { credential } from './credential.mjs';
import { exampleCanvas } from './exampleCanvas.mjs';
import { firstWorkflow } from './firstWorkflow.mjs';
import { nodeCreator } from './nodeCreator.mjs';
import { panels } from './panels.mjs';
import { pictures } from './pictures.mjs';
import { running } from './running.mjs';
import { templateVideo } from './templateVideo.mjs';
import { templates } from './templates.mjs';
import { BrowserWorld } from './world.mjs';

describe("in n8n's editor", () => {
	const world = new BrowserWorld();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 60_000 });
	for (const suite of [
		nodeCreator,
		credential,
		avatarVideo,
		templateVideo,
		panels,
		running,
		firstWorkflow,
		exampleCanvas,
		pictures,
		templates,
	])
		suite(world);
});
