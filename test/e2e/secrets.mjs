/** Runs last: whatever happened in the other suites, nothing secret got into n8n's log. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

export function secrets(world) {
	describe("n8n's log after all this", () => {
		it('holds no API key', () => {
			const logged = world.joggAi.keys.filter((key) => world.log.includes(key));
			assert.equal(logged.length, 0, `${logged.length} of ${world.joggAi.keys.length} keys`);
		});

		it('holds no webhook secret and no signature', async () => {
			assert.ok(!/whsec_/.test(world.log));
			const { deliveries } = await world.state();
			const signatures = deliveries.map(({ headers }) => headers['X-Webhook-Signature']).filter(Boolean);
			assert.ok(signatures.length > 0 && signatures.every((signature) => !world.log.includes(signature)));
		});

		it('is not empty', () => assert.match(world.log, /a delivery was refused because it is not signed/));
	});
}
