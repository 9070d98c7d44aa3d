// What n8n has to keep on disk, and what it takes to load all nodes and credentials when it starts.
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lockFor, withLock } from '../../tools/processes/lock.mjs';
import { npm } from '../../tools/processes/npm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Whatever else the machine does only adds to a process's time, so the least of many runs is the truest. */
const RUNS = 21;

/** Prints milliseconds of processor time beyond n8n-workflow, which n8n has loaded already. */
const LOADING = `
	require('n8n-workflow');
	const { nodes, credentials } = require('./package.json').n8n;
	const before = process.cpuUsage();
	for (const file of [...nodes, ...credentials]) new (Object.values(require('./' + file))[0])();
	const { user, system } = process.cpuUsage(before);
	console.log((user + system) / 1000);
`;

const loading = () => Number(execFileSync(process.execPath, ['-e', LOADING], { cwd: ROOT }));

await withLock(lockFor('build', ROOT), () => npm(['run', 'build'], { cwd: ROOT }));
const size = spawnSync(process.execPath, ['tools/package-size.mjs'], { cwd: ROOT, encoding: 'utf8' });
const [bytes] = /^\d+(?= bytes)/.exec(size.stdout);
const times = Array.from({ length: RUNS }, loading);

console.log(
	JSON.stringify([
		{
			what: 'loading all nodes beyond n8n-workflow, ms of processor time',
			measured: Math.min(...times),
			bar: { atMost: 40 },
		},
		{ what: 'the package unpacked, kB', measured: Number(bytes) / 1000, bar: { atMost: 450 } },
	]),
);
