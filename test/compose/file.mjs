/** The file itself, before anything is started of it. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ensureContainerTools } from '../../tools/containers/prepare.mjs';
import { FILE, SAMPLE } from './world.mjs';

export function file(world) {
	describe('the file', () => {
		it("keeps to Compose's schema", async () => {
			const { DCLinter } = createRequire(join(await ensureContainerTools(), 'package.json'))('dclint');
			const [{ messages }] = new DCLinter({ rules: {}, exclude: [] }).lintFiles([FILE], false);
			assert.ok(messages.length > 0, 'it was read: our order of keys is not that of the linter');
			const found = messages.filter(({ rule }) => rule.startsWith('invalid'));
			assert.deepEqual(
				found.map(({ message }) => message),
				[],
			);
		});

		it('says which value is missing of those that docs/queue-mode.env leaves open', async () => {
			const sample = readFileSync(SAMPLE, 'utf8');
			const open = [...sample.matchAll(/^([A-Z0-9_]+)=$/gm)].map(([, name]) => name);
			assert.equal(open.length, 3);
			for (const name of [...open, 'N8N_HOST']) {
				const said = await world.whatIsSaidWithout(name);
				assert.ok(said.includes(`required variable ${name} is missing a value: set it in .env`), said);
			}
		});

		it('gives Caddy a file that Caddy finds valid', async () => {
			const config = '/etc/caddy/Caddyfile';
			assert.match(await world.compose.exec('proxy-1', 'cat', config), /^localhost \{\n/);
			await world.compose.exec('proxy-1', 'caddy', 'validate', '--config', config);
		});
	});
}
