import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { ROOT } from '../harness/nodeTypes.cts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const CHECK = 'tools/check-node.cjs';

/** The check as a Node of that version would run it. */
const checkedBy = (version: string) => {
	const versions = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`;
	const program = `${versions} require(${JSON.stringify(join(ROOT, CHECK))});`;
	const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
	return { status, stderr };
};

describe('the scripts of package.json', () => {
	it.each(Object.entries(scripts))('%s begins by looking at the version of Node', (_name, script) => {
		expect(script.startsWith(`node ${CHECK} && `)).toBe(true);
	});

	it.each(['12.22.12', '16.20.2', '18.20.8'])('on Node %s end with one sentence', (version) => {
		expect(checkedBy(version)).toEqual({
			status: 1,
			stderr: `This is Node ${version}; Node 20 or newer is needed here.\n`,
		});
	});

	it.each(['20.0.0', '24.21.0'])('go on with Node %s', (version) => {
		expect(checkedBy(version)).toEqual({ status: 0, stderr: '' });
	});

	it('are looked after in words that every Node understands', () => {
		const languageOptions = { ecmaVersion: 5, sourceType: 'script' } as const;
		expect(new Linter().verify(read(CHECK), { languageOptions })).toEqual([]);
	});
});

interface Locked {
	resolved?: string;
	version?: string;
	dependencies?: Record<string, string>;
}

describe.each(['tools/containers', 'tools/newest', 'tools/registry'])('the lock file of %s', (folder) => {
	it('names no registry, so that npm asks the one that it is set up with', () => {
		const { packages } = JSON.parse(read(`${folder}/package-lock.json`)) as {
			packages: Record<string, Locked>;
		};
		expect(Object.values(packages).flatMap(({ resolved = [] }) => resolved)).toEqual([]);
	});
});

describe('the lock file of n8n', () => {
	const { packages } = JSON.parse(read('tools/n8n/runtime/package-lock.json')) as {
		packages: Record<string, Locked>;
	};

	it('names no registry, so that npm asks the one that it is set up with', () => {
		const addresses = Object.values(packages).flatMap(({ resolved = [] }) => resolved);
		expect(addresses).toEqual(['sqlite3']);
	});

	it('has our own sqlite3 in the version that n8n asks for, and nothing that fetches or compiles it', () => {
		expect(packages.sqlite3.version).toBe(packages['node_modules/n8n'].dependencies?.sqlite3);
		expect(packages).not.toHaveProperty(['node_modules/prebuild-install']);
	});
});
