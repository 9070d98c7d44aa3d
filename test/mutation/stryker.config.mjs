/**
 * Mutation testing of what all nodes share and of the trigger: `npm run test:mutation`. A later run only looks at what
 * has changed since the one before.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: ['nodes/shared/**/*.ts', 'nodes/Trigger/**/*.ts'],
	testRunner: 'jest',
	jest: {
		configFile: 'test/mutation/jest.config.cjs',
		// Nearly every test reaches nearly every shared file; the runner chooses by the tests that reach the mutant.
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	// Tables and descriptions are read when a module is loaded: each of their mutants would need all tests.
	ignoreStatic: true,
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/sentences.mjs'],
	ignorers: ['sentences'],
	ignorePatterns: ['/demo', '/dist', '/docs/pictures', '/reports', '/test/{browser,e2e}'],
	concurrency: 2,
	timeoutMS: 20_000,
	dryRunTimeoutMinutes: 60,
	disableBail: false,
	incremental: true,
	incrementalFile: 'reports/mutation/incremental.json',
	reporters: ['clear-text', 'json', 'progress-append-only'],
	jsonReporter: { fileName: 'reports/mutation/report.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	tempDirName: '.stryker-tmp',
	cleanTempDir: 'always',
	thresholds: { high: 95, low: 85, break: 85 },
};
