import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../harness/nodeTypes.cts';

/** Plays npm: writes down what it is told, and installs an n8n of four files. */
const NPM = `
	const fs = require('node:fs');
	const [command] = process.argv.slice(2);
	fs.appendFileSync(process.env.CALLS, command + '\\n');
	if (command === 'ci') {
		const files = ['node/bin/node', 'node/package.json', 'n8n/bin/n8n', 'n8n/package.json'];
		for (const file of files) {
			fs.mkdirSync(require('node:path').dirname('node_modules/' + file), { recursive: true });
			fs.writeFileSync('node_modules/' + file, '');
		}
		const packages = { 'node_modules/node': {}, 'node_modules/n8n': {} };
		fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
	}`;

const PROGRAM = `import { ensureRuntime } from ${JSON.stringify(pathToFileURL(join(ROOT, 'tools/n8n/runtime.mjs')).href)};
	console.log((await ensureRuntime()).folder);`;

describe('the n8n in the cache folder', () => {
	let folder: string;
	let calls: string;

	beforeEach(() => {
		// Not below the system's temporary folder, which may be too small for an n8n.
		const parent = join(ROOT, 'node_modules/.cache');
		mkdirSync(parent, { recursive: true });
		folder = mkdtempSync(join(parent, 'runtime-'));
		calls = join(folder, 'calls.txt');
		writeFileSync(join(folder, 'npm-cli.js'), NPM);
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	/** What npm is told when an n8n is asked for, and where it then is. */
	const ensured = () => {
		writeFileSync(calls, '');
		const env = {
			...process.env,
			npm_execpath: join(folder, 'npm-cli.js'),
			CALLS: calls,
			JOGGAI_RUNTIME_DIR: folder,
		};
		const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
			env,
			encoding: 'utf8',
		});
		expect(stderr).toBe('');
		const commands = readFileSync(calls, 'utf8').trim().split('\n');
		return { runtime: stdout.trim(), commands: commands.filter((command) => command && command !== 'ping') };
	};

	it('is installed once, with our database driver beside it', () => {
		const { runtime, commands } = ensured();

		expect(commands).toEqual(['ci', 'rebuild']);
		expect(readdirSync(join(runtime, 'sqlite3')).sort()).toEqual(['index.js', 'package.json']);
		expect(ensured().commands).toEqual([]);
	});

	it.each(['node_modules/n8n/package.json', 'node_modules/node/bin/node', 'complete.json'])(
		'is installed anew when %s is gone',
		(file) => {
			const { runtime } = ensured();
			rmSync(join(runtime, file));

			expect(ensured().commands).toEqual(['ci', 'rebuild']);
			expect(existsSync(join(runtime, file))).toBe(true);
		},
	);
});
