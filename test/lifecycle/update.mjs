/** The next version comes while everything is under way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { until } from '../e2e/lib/until.mjs';
import { startListening } from './lib/listener.mjs';
import { codesOf } from './lib/next.mjs';
import { placeOf } from './lib/place.mjs';
import { fallAsleep } from './lib/sleeper.mjs';

/** A sleep takes 65 s at least, and n8n looks once a minute for what is to be woken. */
const WOKEN_MS = 240_000;
/** JoggAI is not done before the update, however long that takes. */
const NOT_DONE = {
	match: 'GET /v2/avatar_video/{id}',
	kind: 'status',
	status: 'processing',
	times: 'always',
};

export function update(world) {
	describe('an update of the package, while a Trigger listens and executions sleep and wait', () => {
		let place, listener, sleeper, waiter, waiting, updatable;
		before(async () => {
			place = placeOf(world.n8n, world.joggAi);
			await world.joggAi.fault(NOT_DONE);
			listener = await startListening(place, 'Listening', (address) => world.reach(address));
			await listener.tell('vid_before');
			await listener.heard(1);
			sleeper = await fallAsleep(place, 'Asleep', ['Asleep one.', 'Asleep two.']);
			waiter = await place.maker('Waiting', ['Waiting one.', 'Waiting two.']);
			waiting = await waiter.begin();
			await until('both videos to be bought', async () => (await place.orders(waiter)).length === 2);
			updatable = (await world.community.installed())[PACKAGE_NAME];

			await world.community.update(PACKAGE_NAME, world.versions.next);

			assert.equal((await world.n8n.execution(waiting)).status, 'running');
			assert.equal(await sleeper.status(), 'waiting');
			await world.joggAi.calm();
		});
		after(() => world.joggAi.calm());

		it('is offered by n8n before, and listed after', async () => {
			assert.equal(updatable.updateAvailable, world.versions.next);
			const { [PACKAGE_NAME]: ours } = await world.community.installed();
			assert.deepEqual(
				[ours.installedVersion, ours.failedLoading, ours.updateAvailable],
				[world.versions.next, false, undefined],
			);
		});

		it('leaves the published Trigger its endpoint, its ears and its memory: each event starts one run', async () => {
			const videos = ['vid_before', 'vid_after', 'vid_after', 'vid_before', 'vid_later'];
			for (const video of videos) assert.equal(await listener.tell(video), 200);
			assert.deepEqual((await listener.heard(3)).toSorted(), ['vid_after', 'vid_before', 'vid_later']);
			assert.equal((await listener.endpoints()).length, 1);
		});

		it('lets the execution that waits end as it began, with every video bought once', async () => {
			await place.hasAll(await place.ended(waiting), waiter);
			assert.deepEqual(codesOf(await place.questions(waiter)), [undefined]);
		});

		it('is what a new run takes', async () => {
			const run = await place.works('Updated');
			assert.deepEqual(codesOf(await place.orders(run)), [world.versions.next]);
		});

		it('is what the execution that slept wakes on, with every video and nothing bought again', async () => {
			const execution = await world.n8n.finished(sleeper.id, { timeoutMs: WOKEN_MS });
			await place.hasAll(execution, sleeper);
			assert.deepEqual(codesOf(await place.orders(sleeper)), [undefined]);
			assert.deepEqual(codesOf(await place.questions(sleeper)), [world.versions.next]);
		});
	});
}
