import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { callTool } from '../harness/tools.cts';

const LIST = 'node_modules/.package-lock.json';
const packages = {
	'node_modules/a': { bin: { 'a-command': 'a.js' } },
	'node_modules/@b/c': {},
	'node_modules/a/node_modules/d': { bin: { d: 'd.js' } },
};
const FILES = [
	'node_modules/a/package.json',
	'node_modules/.bin/a-command',
	'node_modules/@b/c/package.json',
	'node_modules/a/node_modules/d/package.json',
];

describe('what npm has installed', () => {
	let folder: string;
	const write = (path: string, text = ''): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	const missing = () => callTool<string[]>('lib/installed.mjs', 'missingIn', folder);

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'installed-'));
		write(LIST, JSON.stringify({ packages }));
		for (const file of FILES) write(file);
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('lacks nothing as long as every package and every command is there', () => {
		expect(missing()).toEqual([]);
	});

	it.each(FILES)('lacks %s once it is gone', (file) => {
		rmSync(join(folder, file));

		expect(missing()).toEqual([file]);
	});

	it.each([
		['gone', () => rmSync(join(folder, LIST))],
		['torn', () => write(LIST, '{ "packages": {')],
	])('is not known when its list is %s', (_how, change) => {
		change();

		expect(missing()).toEqual([LIST]);
	});
});
