/**
 * `npm run bench`: every benchmark in a process of its own, one after the other; a table with the bar beside each figure,
 * the same in reports/bench.json. Ends with 1 where a figure falls short or a benchmark breaks.
 * `-- --only <name>` runs one and renews its part of the report, `-- --list` names them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, LEASH } from '../../tools/processes/children.mjs';
import { commandLine } from '../../tools/lib/command-line.mjs';
import { endWith } from '../../tools/processes/ending.mjs';
import { BENCHMARKS } from './benchmarks.mjs';
import { fallsShort, table } from './lib/table.mjs';

const HERE = new URL('.', import.meta.url);
const ROOT = fileURLToPath(new URL('../..', HERE));
const REPORT = new URL('../../reports/bench.json', HERE);

/** What a benchmark has found: the last line that it prints. */
async function figuresOf({ file }) {
	const script = fileURLToPath(new URL(file, HERE));
	const start = file.endsWith('.cts') ? [fileURLToPath(new URL('lib/start.mjs', HERE)), script] : [script];
	const node = [...LEASH, '--import', 'tsx', '--expose-gc', ...start];
	const child = launch(process.execPath, node, { cwd: ROOT });
	const { code } = await child.exited;
	if (code !== 0) throw new Error(child.tail(30));
	return JSON.parse(child.tail(1));
}

const NAMES = Object.entries(BENCHMARKS).map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`);
const HELP = `npm run bench [-- options]

Measures everything that docs/benchmarks.md tells of, which takes ten minutes.

  --only <name>  one benchmark alone
  --list         their names:
${NAMES.join('\n')}`;

const { only, list } = commandLine({
	name: 'bench',
	help: HELP,
	options: { only: { type: 'string' }, list: { type: 'boolean' } },
});
const chosen = Object.entries(BENCHMARKS).filter(([name]) => !only || name === only);
if (list || chosen.length === 0) {
	if (!list) console.error(`There is no benchmark "${only}". These are:`);
	console.log(NAMES.join('\n'));
	process.exit(list ? 0 : 1);
}

const results = {};
const broken = [];
for (const [name, benchmark] of chosen) {
	const started = Date.now();
	try {
		results[name] = await figuresOf(benchmark);
	} catch (error) {
		broken.push(name);
		console.error(`${name} could not be measured:\n${error.message}\n`);
	}
	console.error(`${name}: ${benchmark.about} (${Math.round((Date.now() - started) / 1000)} s)`);
}

const figures = Object.values(results).flat();
const short = figures.filter(fallsShort);
const earlier = only && existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
mkdirSync(new URL('.', REPORT), { recursive: true });
writeFileSync(REPORT, `${JSON.stringify({ ...earlier, ...results }, null, '\t')}\n`);
console.log(`\n${table(figures)}`);
console.log(
	`\n${figures.length - short.length} reached, ${short.length} short, ${broken.length} not measured`,
);
await endWith(short.length + broken.length > 0 ? 1 : 0);
