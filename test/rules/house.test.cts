import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { manifest, ROOT } from '../harness/nodeTypes.cts';

/** Floors of the house, lowest first: a file imports from its own floor or from one below. */
const FLOORS = [
	'nodes/shared/platform',
	'nodes/shared/vocabulary',
	'nodes/shared/api',
	'nodes/shared/purchases',
	'nodes/shared/files',
	'nodes/shared/form',
	'nodes/shared/pipeline',
	'nodes/shared/jobs',
	'nodes/shared/operations',
	'nodes/shared/description',
	'nodes',
];

/** Where a folder imports nothing from: tools serve demo and tests, and these two do not know each other. */
const OUT_OF_REACH = { tools: ['demo', 'test'], demo: ['test'], test: ['demo'] };

const sources = (folder: string, extension = /\.ts$/): string[] =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => extension.test(name))
		.map((name) => join(folder, name));

const floorOf = (file: string): number => FLOORS.findIndex((floor) => file.startsWith(`${floor}/`));

const importsOf = (file: string): string[] =>
	[...readFileSync(join(ROOT, file), 'utf8').matchAll(/\b(?:from|import|require)(?: |\(\s*)'([^']+)'/g)].map(
		([, from]) => from,
	);

/** Where a relative import leads, from the root of the repository. */
const targetOf = (file: string, from: string): string =>
	relative(ROOT, normalize(join(ROOT, dirname(file), from)));

const files = [...sources('nodes'), ...sources('credentials')];

describe('the house', () => {
	it.each(files)('%s imports only downward, and nothing that is missing at run time', (file) => {
		for (const from of importsOf(file)) {
			if (!from.startsWith('.')) {
				expect(['n8n-workflow', 'crypto']).toContain(from);
				continue;
			}
			const target = targetOf(file, from);
			expect(floorOf(`${target}.ts`)).toBeLessThanOrEqual(floorOf(file));
			expect(target).not.toMatch(/\.node$/);
			const [, folder] = file.split('/');
			const [, targetFolder] = target.split('/');
			if (file.startsWith('nodes/')) expect(['shared', folder]).toContain(targetFolder);
		}
	});

	it('keeps the Trigger apart from the pipeline, which is for items', () => {
		const reached = sources('nodes/Trigger').flatMap((file) =>
			importsOf(file).filter(
				(from) => from.startsWith('../shared/') && !/shared\/(platform|api|vocabulary|files)\//.test(from),
			),
		);
		expect(reached).toEqual([]);
	});

	it.each(Object.entries(OUT_OF_REACH))('lets %s/ import nothing from %j', (folder, others) => {
		const reached = sources(folder, /\.[cm]?[jt]s$/).flatMap((file) =>
			importsOf(file)
				.filter((from) => from.startsWith('.') && others.includes(targetOf(file, from).split('/')[0]))
				.map((from) => `${file}: ${from}`),
		);
		expect(reached).toEqual([]);
	});

	it('has one name for one thing: no two files of nodes/shared are called the same', () => {
		const names = sources('nodes/shared').map((file) => file.split('/').at(-1) as string);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	it('has no room of more than about a dozen files', () => {
		const rooms = sources('nodes/shared').map((file) => dirname(file));
		const full = [...new Set(rooms)].filter((room) => rooms.filter((other) => other === room).length > 15);
		expect(full).toEqual([]);
	});

	it('has small rooms', () => {
		const long = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 250);
		expect(long).toEqual([]);
	});

	it('holds no two versions of a line at once, as a merge leaves them that nobody has finished', () => {
		const everywhere = [
			'.',
			...['nodes', 'credentials', 'sandbox', 'test', 'tools', 'demo', 'docs', 'examples'],
		];
		const texts = everywhere.flatMap((folder) =>
			readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' })
				.filter((name) => /\.(m?[jt]s|c[jt]s|json|md|ya?ml)$/.test(name) && !name.includes('node_modules'))
				.map((name) => join(folder, name)),
		);
		const torn = texts.filter((file) => /^(<{7}|>{7}) /m.test(readFileSync(join(ROOT, file), 'utf8')));
		expect(torn).toEqual([]);
	});

	it('publishes without run-time dependencies, and only what users need', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.files).toEqual(['dist', 'CHANGELOG.md']);
	});
});
