import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { manifest, ROOT } from '../harness/nodeTypes.cts';
import { callTool } from '../harness/tools.cts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'publishing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
};

describe('the CHANGELOG', () => {
	it('begins with the version of the package and says what changed', () => {
		const [newest] = callTool<Array<{ version: string; notes: string }>>(
			'release/changelog.mjs',
			'versionsIn',
			read('CHANGELOG.md'),
		);

		expect(newest.version).toBe(version);
		expect(newest.notes).toMatch(/^\* /);
	});

	it('gives each version its own notes', () => {
		const text = '# Changelog\n\n## 2.0.0 (2026-12-01)\n\n* New\n\n## 1.0.0\n\n* Old\n* Older\n';

		expect(callTool('release/changelog.mjs', 'notesOf', text, '2.0.0')).toBe('* New');
		expect(callTool('release/changelog.mjs', 'notesOf', text, '1.0.0')).toBe('* Old\n* Older');
		expect(() => callTool('release/changelog.mjs', 'notesOf', text, '3.0.0')).toThrow(
			'says nothing about 3.0.0',
		);
	});
});

describe('the repository before a release', () => {
	const git = (...args: string[]) =>
		execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
			cwd: folder,
			encoding: 'utf8',
		});
	const problems = (tag?: string) =>
		callTool<string[]>('release/repository.mjs', 'repositoryProblems', folder, { tag });

	beforeEach(() => {
		write('package.json', '{ "version": "1.2.3" }');
		write('package-lock.json', '{ "version": "1.2.3" }');
		write('CHANGELOG.md', '# Changelog\n\n## 1.2.3\n\n* All new\n');
		git('init', '--quiet');
		git('add', '.');
		git('commit', '--quiet', '--message', 'All');
	});

	it('is fit when tree, version, CHANGELOG and tag agree', () => {
		git('tag', 'v1.2.3');

		expect(problems('v1.2.3')).toEqual([]);
		expect(problems()).toEqual([]);
	});

	it.each([
		['a file is not committed', () => write('new.txt', ''), /not committed:\n.*new\.txt/],
		['the CHANGELOG is behind', () => write('CHANGELOG.md', '## 1.2.2\n\n* Old\n'), /begins with 1\.2\.2/],
		['the CHANGELOG says nothing', () => write('CHANGELOG.md', '## 1.2.3\n'), /has no notes/],
		[
			'the lock file is behind',
			() => write('package-lock.json', '{ "version": "1.2.2" }'),
			/another version/,
		],
		[
			'the version was released from another commit',
			() => {
				git('tag', 'v1.2.3');
				write('new.txt', '');
				git('add', '.');
				git('commit', '--quiet', '--message', 'More');
			},
			/tag of another commit/,
		],
	])('is unfit when %s', (_why, change, complaint) => {
		change();

		expect(problems().join('\n')).toMatch(complaint);
	});

	it('is unfit for a tag of another version', () => {
		expect(problems('v1.2.4')).toEqual(['The tag v1.2.4 is not v1.2.3']);
	});
});

describe('the contents of a tarball', () => {
	const problems = () => callTool<string[]>('release/contents.mjs', 'contentProblems', folder, ROOT);
	const compiled = (path: string): string => path.replace(/\.js$/, '.json');

	beforeEach(() => {
		for (const name of ['CHANGELOG.md', 'LICENSE.md', 'README.md', 'index.js', 'package.json'])
			cpSync(join(ROOT, name), join(folder, name));
		for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) write(path, '');
		for (const path of manifest.n8n.nodes) write(compiled(path), '{}');
	});

	it('are fine when every listed file is there, and nothing that users do not need', () => {
		expect(problems()).toEqual([]);
	});

	it.each([
		['a test', 'test/unit/a.test.cts', /^Not to be published: test/],
		['a source map', 'dist/nodes/Account/JoggAiAccount.node.js.map', /^Not to be published: dist/],
		['a file of a node that is gone', 'dist/nodes/Gone/Gone.node.js', /^Without a source: dist\/nodes\/Gone/],
	])('are refused with %s', (_what, path, complaint) => {
		write(path, '');

		expect(problems()).toEqual([expect.stringMatching(complaint)]);
	});

	it('are refused without a listed node', () => {
		rmSync(join(folder, manifest.n8n.nodes[0]));

		expect(problems()).toEqual([`Missing: ${manifest.n8n.nodes[0]}`]);
	});
});

describe('the issue forms', () => {
	const forms = readdirSync(join(ROOT, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

	it.each(forms)('%s has what GitHub needs to show it', (name) => {
		const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as {
			name: string;
			description: string;
			body: Array<{ type: string; id?: string; attributes: { label?: string; value?: string } }>;
		};
		expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
		const ids = form.body.flatMap(({ id }) => id ?? []);
		expect(ids).toEqual([...new Set(ids)]);
		for (const { type, id, attributes } of form.body) {
			expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
			if (type === 'markdown') expect(attributes.value).toEqual(expect.any(String));
			else
				expect({ id, label: attributes.label }).toEqual({
					id: expect.any(String),
					label: expect.any(String),
				});
		}
	});
});
