/** n8n's own Test button: a good credential passes, any other tells its user what to do. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { nobody, startWebSite } from './lib/elsewhere.mjs';

export function credential(world) {
	describe('the Test button of the credential', () => {
		let webSite;
		before(async () => (webSite = await startWebSite()));
		after(() => webSite.stop());

		const press = (apiKey, domain = world.joggAi.url) =>
			world.n8n.testCredential({
				id: '',
				name: 'JoggAI',
				type: 'joggAiApi',
				data: { apiKey, domain, requestsPerMinute: 20 },
			});

		const refuses = async (promised, ...data) => {
			const { status, message } = await press(...data);
			assert.equal(status, 'Error');
			assert.match(message, promised);
		};

		it('accepts a good key', async () => assert.equal((await press('sandbox-key')).status, 'OK'));

		it('accepts a key with blanks around it and an address with version and slash', async () =>
			assert.equal((await press(' sandbox-key ', `${world.joggAi.url}/v2/`)).status, 'OK'));

		it('tells how to get the right key', async () =>
			await refuses(/did not accept the API key.*app\.jogg\.ai/, 'wrong-key'));

		it('tells what an account without API access needs', async () =>
			await refuses(/no permission to use the API.*(Upgrade|support@jogg\.ai)/, 'sandbox-key-no-api'));

		it('tells that the address is not of JoggAI', async () =>
			await refuses(
				/does not answer like the JoggAI API.*Base URL.*https:\/\/api\.jogg\.ai/,
				'sandbox-key',
				webSite.url,
			));

		// n8n 2 shows the bare code of a network failure, n8n 1 words of its own, and leaves a node no say in it.
		it('tells that nobody answers at the address', async () =>
			await refuses(/ECONNREFUSED|refused the connection/, 'sandbox-key', await nobody()));

		it('asks JoggAI itself where Base URL is empty', async () => {
			world.gate.wanted.length = 0;
			assert.equal((await press('sandbox-key', '')).status, 'Error'); // the gate lets nothing through
			assert.deepEqual(
				world.gate.wanted.filter((host) => host.includes('jogg')),
				['api.jogg.ai:443'],
			);
		});
	});
}
