import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../harness/nodeTypes.cts';

const MODULE = pathToFileURL(join(ROOT, 'tools/lib/command-line.mjs')).href;
const PROGRAM = `
import { commandLine } from ${JSON.stringify(MODULE)};
const options = commandLine({ name: 'bake', help: 'Bakes.', options: { hot: { type: 'boolean' } } });
console.log(JSON.stringify(options));
`;

function bake(...args: string[]): { status: number | null; out: string; error: string } {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--input-type=module', '--eval', PROGRAM, '--', ...args],
		{ encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
	);
	return { status, out: stdout.trim(), error: stderr.trim() };
}

describe('a command line', () => {
	it('gives its options', () => {
		expect(bake('--hot')).toEqual({ status: 0, out: '{"hot":true,"help":false}', error: '' });
	});

	it('explains itself and does nothing else', () => {
		expect(bake('--help')).toEqual({ status: 0, out: 'Bakes.', error: '' });
	});

	it('says which option there is not, and where they stand, without a stack', () => {
		expect(bake('--cold')).toEqual({
			status: 1,
			out: '',
			error: 'Unknown option \'--cold\'\nSee "npm run bake -- --help".',
		});
	});
});
