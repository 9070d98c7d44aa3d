// A gibibyte up and one down: how far the memory of n8n's process grows, above what reading the same bytes takes.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Figure, report } from './lib/figures.cts';
import { median } from './lib/numbers.cts';
import { startOtherSandbox } from './lib/sandbox.cts';

/** Together a gibibyte; JoggAI takes films up to 100 MB. */
const [FILMS, MEBIBYTES] = ['16', '64'];
const ROUNDS = 3;

/** What a script finds out about its own memory, in a fresh process. */
function found(script: string, ...words: string[]): Record<string, number> {
	const node = ['--expose-gc', '-r', 'tsx/cjs', join(__dirname, script), ...words];
	const output = execFileSync(process.execPath, node, {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, number>;
}

async function measure(): Promise<Figure[]> {
	const up: number[] = [];
	const create: number[] = [];
	const down: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const joggAi = await startOtherSandbox();
		const upload = [joggAi.url, FILMS, MEBIBYTES];
		const { reading } = found('uploadMemory.cts', ...upload, 'reading');
		up.push(found('uploadMemory.cts', ...upload).fromFiles - reading);
		create.push(found('uploadMemory.cts', ...upload, 'create').throughCreate - reading);
		joggAi.stop();
		const download = [FILMS, MEBIBYTES];
		down.push(
			found('downloadMemory.cts', ...download).downloading -
				found('downloadMemory.cts', ...download, 'reading').reading,
		);
	}
	return [
		{ what: '1 GiB up: growth of memory above reading it, MiB', measured: median(up), bar: { atMost: 24 } },
		{
			what: "the same through a create operation's own *File*",
			measured: median(create),
			bar: { atMost: 24 },
		},
		{
			what: '1 GiB down: growth of memory above reading it, MiB',
			measured: median(down),
			bar: { atMost: 48 },
		},
	];
}

void report(measure);
