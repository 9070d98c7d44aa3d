import { after, before, describe } from 'node:test';
import { chooseFace } from './chooseFace.mjs';
import { previews } from './previews.mjs';
import { START_MS, World } from './world.mjs';
describe('in a real n8n', () => {
	const world = new World();
	before(() => world.start(), { timeout: START_MS });
	after(() => world.stop(), { timeout: 60_000 });
	for (const suite of process.env.WITH_PREVIEWS ? [chooseFace, previews] : [chooseFace]) suite(world);
});
