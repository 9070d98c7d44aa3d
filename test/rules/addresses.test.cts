import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/nodeTypes.cts';
import { callTool } from '../harness/tools.cts';

interface Manifest {
	homepage: string;
	bugs: { url: string };
	repository: { url: string };
	author: { email: string };
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const REPOSITORY = manifest.repository.url.replace(/^git\+|\.git$/g, '');
const SPELLED = [REPOSITORY.replace('https://', ''), manifest.author.email];

/** Made, installed or written by others. */
const NOT_OURS = ['node_modules', 'dist', '.git', 'coverage', 'reports', '.stryker-tmp', 'output'];

const filesBelow = (folder: string): string[] =>
	readdirSync(join(ROOT, folder), { withFileTypes: true })
		.filter(({ name }) => !NOT_OURS.includes(name))
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
		});

const spells = (path: string): boolean =>
	statSync(join(ROOT, path)).size < 1e6 &&
	SPELLED.some((address) => readFileSync(join(ROOT, path), 'utf8').includes(address));

describe('the addresses of the project', () => {
	it('stand in package.json, which agrees with itself', () => {
		expect(manifest.homepage).toBe(`${REPOSITORY}#readme`);
		expect(manifest.bugs.url).toBe(`${REPOSITORY}/issues`);
	});

	it('are spelled elsewhere only where n8n wants a link, and those are made from package.json', () => {
		const made = callTool<string[]>('release/addresses.mjs', 'spellingFiles');

		expect(filesBelow('.').filter(spells).sort()).toEqual([...made, 'package.json'].sort());
		for (const path of made) {
			const links = readFileSync(join(ROOT, path), 'utf8').match(/https:\/\/github\.com\/[^"'\s]+/g) ?? [];
			expect([path, links.filter((link) => !link.startsWith(REPOSITORY))]).toEqual([path, []]);
		}
	});

	it('follow package.json when the project moves', () => {
		const moved = { repository: { url: 'git+https://github.com/somebody/somewhere.git' } };

		expect(callTool('release/addresses.mjs', 'linkedTo', `see ${REPOSITORY}#credential`, moved)).toBe(
			'see https://github.com/somebody/somewhere#credential',
		);
		expect(callTool('release/addresses.mjs', 'withAddresses', moved)).toMatchObject({
			homepage: 'https://github.com/somebody/somewhere#readme',
			bugs: { url: 'https://github.com/somebody/somewhere/issues' },
		});
	});
});
