/** The same in queue mode: each process installs the package for itself, and they share no folder. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { startJoggAi } from '../e2e/lib/joggai.mjs';
import { startListening } from './lib/listener.mjs';
import { managedInQueue } from './lib/managed.mjs';
import { placeOf } from './lib/place.mjs';

const READY_MS = 420_000;
const SCRIPTS = Array.from({ length: 10 }, (_, index) => `In the queue ${index}.`);

export function queue(world, options) {
	describe('in queue mode', options, () => {
		let joggAi, processes, place;
		before(
			async () => {
				joggAi = await startJoggAi();
				processes = await world.queueWith(managedInQueue(world.versions.first));
				await processes.main.signUp();
				place = placeOf(processes.main, joggAi);
			},
			{ timeout: READY_MS },
		);
		after(() => Promise.all([processes?.stop(), joggAi?.stop()]));

		it('every process installs the package into a folder of its own', () => {
			for (const folder of processes.folders) {
				const manifest = join(folder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME, 'package.json');
				assert.equal(JSON.parse(readFileSync(manifest, 'utf8')).version, world.versions.first);
			}
		});

		it('a batch runs on a worker and has every video, each bought once', async () => {
			const maker = await place.maker('Batch', SCRIPTS);
			const executionId = await maker.begin();
			await place.hasAll(await place.ended(executionId), maker);
			const [{ log }] = processes.workers;
			assert.ok(log.includes(`Worker started execution ${executionId} `), log.slice(-2000));
		});

		it('a webhook process takes an event for a published Trigger, and the worker runs it once', async () => {
			const [{ url }] = processes.webhooks;
			const listener = await startListening(place, 'Queue', (address) => url + new URL(address).pathname);
			assert.equal(await listener.tell('vid_queue'), 200);
			assert.equal(await listener.tell('vid_queue'), 200);
			assert.deepEqual(await listener.heard(1), ['vid_queue']);
		});
	});
}
