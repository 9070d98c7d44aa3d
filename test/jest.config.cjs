const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core keeps files in a folder; all test files of a run share one, which test/harness/teardown.cjs removes.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
// Tests look at what is logged by themselves.
process.env.N8N_LOG_LEVEL ??= 'silent';

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '..',
	roots: ['<rootDir>/test'],
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
