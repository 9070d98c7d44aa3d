/** The package is removed while workflows depend on it, and comes back: what docs/troubleshooting.md says of that. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { until } from '../e2e/lib/until.mjs';
import { typeOf } from '../e2e/lib/workflows.mjs';
import { startListening } from './lib/listener.mjs';
import { MAKE, placeOf } from './lib/place.mjs';
import { fallAsleep } from './lib/sleeper.mjs';

/** A sleep takes 65 s at least, and n8n looks once a minute for what is to be woken. */
const WOKEN_MS = 240_000;
const MISSING = 'Unrecognized node type';

export function uninstall(world) {
	let place, listener, unpublished, sleeper;

	describe('the package uninstalled', () => {
		let maker, logged;
		before(async () => {
			place = placeOf(world.n8n, world.joggAi);
			const listen = (name) => startListening(place, name, (address) => world.reach(address));
			listener = await listen('Stays published');
			unpublished = await listen('Is unpublished');
			maker = await place.maker('Removed', ['Removed.'], { waitForCompletion: 'none' });
			sleeper = await fallAsleep(place, 'Asleep at removal', ['Removed one.', 'Removed two.']);
			logged = world.log.length;
			await world.community.uninstall(PACKAGE_NAME);
			assert.deepEqual(await world.community.installed(), {});
		});

		it('leaves the workflows and their credentials; a run is refused with the name of what is missing', async () => {
			const { nodes } = await world.n8n.request('GET', `/rest/workflows/${maker.id}`);
			const make = nodes.find(({ name }) => name === MAKE);
			assert.deepEqual(make.credentials, maker.credentials);
			await assert.rejects(maker.begin(), { message: new RegExp(`${MISSING}: ${make.type}`) });
			assert.deepEqual(await place.orders(maker), []);
		});

		it('has events for a published Trigger refused, which starts nothing', async () => {
			assert.equal(await listener.tell('vid_missed'), 400);
			assert.deepEqual(await listener.executions(), []);
			assert.ok(world.log.slice(logged).includes(`${MISSING}: ${typeOf('joggAiTrigger')}`));
		});

		it('cannot take the endpoint of a workflow along that is unpublished then', async () => {
			await place.editor.unpublish(unpublished.id);
			assert.equal((await unpublished.endpoints()).length, 1);
		});

		it('leaves an execution asleep whose time comes; n8n says so in its log, and tries again', async () => {
			const failed = () => world.log.slice(logged).includes('Failed to start waiting execution');
			await until('n8n to try to wake the execution', failed, { ms: WOKEN_MS });
			assert.equal(await sleeper.status(), 'waiting');
		});
	});

	describe('the package installed again', () => {
		before(() => world.community.install(PACKAGE_NAME, world.versions.next));

		it('does its work', () => place.works('Back again'));

		it('hears events for the Trigger that stayed published', async () => {
			assert.equal(await listener.tell('vid_again'), 200);
			assert.deepEqual(await listener.heard(1), ['vid_again']);
		});

		it('takes over the endpoint that was left at JoggAI, when its workflow is published again', async () => {
			await place.editor.publish(unpublished.id);
			const [endpoint, ...more] = await unpublished.endpoints();
			assert.deepEqual(more, []);
			assert.equal(await unpublished.tell('vid_taken_over', endpoint), 200);
			assert.deepEqual(await unpublished.heard(1), ['vid_taken_over']);
			await place.editor.unpublish(unpublished.id);
			assert.deepEqual(await unpublished.endpoints(), []);
		});

		it('wakes the execution that slept too long, with every video and nothing bought again', async () => {
			const execution = await world.n8n.finished(sleeper.id, { timeoutMs: WOKEN_MS });
			await place.hasAll(execution, sleeper);
		});
	});
}
