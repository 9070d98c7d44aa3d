/** What "docker compose up -d" has started. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { PACKAGE_NAME } from '../../tools/tarball.mjs';
import { trusting } from './https.mjs';
import { FILE, N8N } from './world.mjs';

const FOLDER = '/home/node/.n8n';
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export function processes(world) {
	describe('the containers', () => {
		let containers;
		before(async () => {
			containers = await world.compose.containers();
		});

		it('are all running at the first attempt, those that can tell so healthy', () => {
			const others = ['postgres-1', 'proxy-1', 'redis-1', 'runner-1-1', 'runner-2-1'];
			assert.deepEqual(Object.keys(containers).sort(), [...N8N, ...others].sort());
			for (const [name, { State, RestartCount }] of Object.entries(containers)) {
				assert.ok(State.Running && RestartCount === 0, `${name} was started ${RestartCount} times again`);
				if (N8N.includes(name)) assert.equal(State.Health.Status, 'healthy', name);
			}
		});

		it('run the PostgreSQL that the file names; which programs stand in for the others is told', async (t) => {
			const print = async (name, ...command) => (await world.compose.exec(name, ...command)).trim();
			const postgres = await print('postgres-1', 'postgres', '--version');
			const [, named] = /image: postgres:(\d+)/.exec(readFileSync(FILE, 'utf8'));
			assert.match(postgres, new RegExp(`\\) ${named}\\.`));
			const told = [
				['postgres', postgres],
				['redis', await print('redis-1', 'redis-server', '--version')],
				['caddy', await print('proxy-1', 'caddy', 'version')],
				['n8n', await print('main-1', 'n8n', '--version')],
				['node', await print('main-1', 'node', '--version')],
			];
			for (const [name, text] of told) t.diagnostic(`stand-in for the image of ${name}: ${text}`);
		});

		for (const name of N8N)
			it(`${name} has this package, in a folder that no other process has`, async () => {
				const manifest = `${FOLDER}/nodes/node_modules/${PACKAGE_NAME}/package.json`;
				const { version: installed } = JSON.parse(await world.compose.exec(name, 'cat', manifest));
				assert.equal(installed, version);
				const { Mounts } = containers[name];
				const sources = Mounts.filter(({ Destination }) => Destination.startsWith(FOLDER));
				assert.equal(sources.length, name === 'main-1' ? 1 : 0);
			});

		it("answer over HTTPS for the name in .env, with a certificate of the proxy's own authority", async () => {
			const answer = await world.send('/healthz/readiness');
			assert.equal(answer.status, 200);
			await assert.rejects(trusting()('https://localhost/healthz'), { code: /CERT|ISSUER|SELF_SIGNED/ });
		});

		it('send whoever comes without HTTPS there', async () => {
			const answer = await fetch('http://localhost/', { redirect: 'manual' });
			assert.equal(answer.status, 308);
			assert.equal(answer.headers.get('location'), 'https://localhost/');
		});
	});
}
