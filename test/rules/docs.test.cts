import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { fieldTables } from '../../tools/docs/fields.cts';
import { pageName, pageOf } from '../../tools/docs/page.cts';
import { wordsFor } from '../../tools/docs/words.cts';
import { listedNodes, manifest, ROOT } from '../harness/nodeTypes.cts';

const HOME = manifest.homepage.replace(/#.*/, '');
const PAGES = 'docs/nodes';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What people read; the pages of the nodes are made from the rest. */
const written = [
	...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
	...readdirSync(join(ROOT, PAGES)).map((name) => join(PAGES, name)),
];

/** The name under which GitHub finds a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');

const anchorsIn = (text: string): string[] =>
	[...text.replace(/```[^]*?```/g, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));

/** Links of a page that lead nowhere. Those that climb out of the repository are GitHub's own pages. */
function brokenLinks(page: string): string[] {
	const text = read(page);
	return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => !/^[a-z]+:/.test(link))
		.filter((link) => {
			const [path, anchor] = link.split('#');
			const target = path ? relative(ROOT, join(ROOT, dirname(page), path)) : page;
			if (target.startsWith('..')) return false;
			if (!existsSync(join(ROOT, target))) return true;
			return anchor !== undefined && !anchorsIn(read(target)).includes(anchor);
		});
}

describe('the documentation', () => {
	it.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
		'of %s is what "npm run docs" makes of its description',
		(_name, { description }) => {
			const name = pageName(description);
			expect(read(join(PAGES, name))).toBe(pageOf(description, wordsFor(ROOT, name)));
		},
	);

	it.each(listedNodes.map((node) => [node.description.displayName, node] as const))(
		'of %s is reached by the address that n8n opens',
		(_name, { codex }) => {
			const [{ url }] = codex.resources.primaryDocumentation;
			expect(url).not.toContain('#');
			expect(url.startsWith(`${HOME}/blob/main/`)).toBe(true);
			expect(existsSync(join(ROOT, url.slice(`${HOME}/blob/main/`.length)))).toBe(true);
		},
	);

	it('has no page of a node that is gone, and no words for one', () => {
		const names = listedNodes.map(({ description }) => pageName(description)).sort();
		expect(readdirSync(join(ROOT, PAGES)).sort()).toEqual(names);
		for (const name of readdirSync(join(ROOT, 'tools/docs/words'))) expect(names).toContain(name);
	});

	it('has an index that leads to every page', () => {
		const index = read('docs/README.md');
		for (const page of written.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md'))
			expect(index).toContain(`](${relative('docs', page)})`);
	});

	it.each(written)('has no link in %s that leads nowhere', (page) => {
		expect(brokenLinks(page)).toEqual([]);
	});

	it('notices a link to a heading that is gone', () => {
		expect(anchorsIn('# A page\n\n## Retry On Fail, and *Stop*\n')).toEqual([
			'a-page',
			'retry-on-fail-and-stop',
		]);
	});

	it('cannot be made of an option that n8n would never show', () => {
		const name = { displayName: 'Name', name: 'name', type: 'string', default: '' } as const;
		const options = (shownIf: string): INodeProperties => ({
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [
				{ displayName: 'Download', name: 'download', type: 'boolean', default: false },
				{ ...name, displayOptions: { show: { [shownIf]: [true] } } },
			],
		});
		expect(fieldTables([options('download')]).join()).toContain('Shown if *Download* is on.');
		expect(() => fieldTables([options('/download')])).toThrow('Name depends on /download');
	});
});
