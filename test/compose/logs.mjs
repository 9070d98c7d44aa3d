/** What all processes have printed from their first start to the end of these tests. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { N8N } from './world.mjs';

/** Also the lines below "There are deprecations", each of which names a variable. */
const COMPLAINT = /deprecat|not supported|^ - [A-Z0-9_]+ -> /i;
/** Node.js about the code of n8n's libraries, which no setting changes. */
const OF_NODE = /^\(node:\d+\) DeprecationWarning: |^\(Use `node --trace-deprecation/;
const ENOUGH = 15;
const CRASHED = 'Last session crashed';

export function logs(world) {
	describe('the logs', () => {
		let texts;
		before(async () => {
			texts = await world.logs();
		});

		const linesWith = (pattern, name) =>
			texts[name].split('\n').filter((line) => pattern.test(line) && !OF_NODE.test(line));

		/** What a process had to say before it was found to have crashed; the internet's absence is no news. */
		function lastWords(name) {
			const before = texts[name].split(CRASHED)[0].split('\n');
			const lines = before.filter((line) => /^\S/.test(line) && !/ENOTFOUND|PostHog/.test(line));
			return [`${name}:`, ...lines.slice(-ENOUGH)].join('\n');
		}

		for (const name of N8N)
			it(`of ${name} call nothing deprecated or unsupported`, () => {
				assert.deepEqual(linesWith(COMPLAINT, name), []);
			});

		it('tell of no crash but that of the worker that was killed', () => {
			const crashed = Object.keys(texts).filter((name) => texts[name].includes(CRASHED));
			assert.deepEqual(crashed, [world.killed], crashed.map(lastWords).join('\n'));
			assert.equal(texts[world.killed].split(CRASHED).length, 2);
		});
	});
}
