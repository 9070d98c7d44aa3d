const { mkdirSync, mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core keeps files in a folder; all test files of a run share one, which test/harness/teardown.cjs removes. Its
// settings are there before two processes could write them at the same moment.
const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
mkdirSync(join(folder, '.n8n'));
writeFileSync(join(folder, '.n8n', 'config'), JSON.stringify({ encryptionKey: 'for tests' }), {
	mode: 0o600,
});
process.env.N8N_USER_FOLDER = folder;
// Tests look at what is logged by themselves.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	roots: ['<rootDir>/test'],
	// One process for each processor: jest would leave one of two idle.
	maxWorkers: '100%',
	testEnvironment: 'node',
	testMatch: ['**/*.test.cts'],
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
	transform: {
		'^.+\\.c?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	// Ends what hangs. How long the work takes depends on the machine: the engine tests simulate hours.
	testTimeout: 600_000,
	globalTeardown: '<rootDir>/test/harness/teardown.cjs',
	setupFiles: ['<rootDir>/test/harness/environment.cts'],
};
