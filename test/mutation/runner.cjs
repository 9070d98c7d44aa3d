const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const TestRunner = require('jest-runner').default;

/** When each test file last found a mutant out. Neighbouring mutants mostly fall to the same tests. */
const lastSuccess = new Map();
let runs = 0;

/** Runs only the files that have a test of the mutant, the likeliest first, and ends with the first that fails. */
module.exports = class extends TestRunner {
	async runTests(tests, watcher, options) {
		const results = [];
		const forget = [
			this.on('test-file-success', ([test, result]) => results.push([test, result])),
			this.on('test-file-failure', ([test]) => results.push([test, undefined])),
		];
		const isMutantRun = Boolean(process.env.__STRYKER_ACTIVE_MUTANT__);
		const directory = join(tests[0].context.config.rootDir, 'reports', 'test-directory.json');
		const chosen = isMutantRun && existsSync(directory) ? this.likeliestFirst(tests, directory) : tests;
		for (const test of chosen) {
			await super.runTests([test], watcher, options);
			const [, result] = results.at(-1);
			if (!isMutantRun || (result && result.numFailingTests === 0)) continue;
			lastSuccess.set(test.path, ++runs);
			break;
		}
		if (!isMutantRun) write(directory, directoryOf(results));
		for (const one of forget) one();
	}

	likeliestFirst(tests, directory) {
		const files = JSON.parse(readFileSync(directory, 'utf8'));
		const pattern = new RegExp(this._globalConfig.testNamePattern ?? '', 'i');
		const rank = ({ path }) => lastSuccess.get(path) ?? 0;
		return tests
			.filter(({ path }) => files[path]?.names.some((name) => pattern.test(name)) ?? true)
			.sort((a, b) => rank(b) - rank(a) || files[a.path]?.ms - files[b.path]?.ms);
	}
};

function write(file, data) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(data));
}

const directoryOf = (results) =>
	Object.fromEntries(
		results.map(([{ path }, result]) => [
			path,
			{
				names: result?.testResults.map(({ fullName }) => fullName) ?? [],
				ms: result?.perfStats.runtime ?? 0,
			},
		]),
	);
