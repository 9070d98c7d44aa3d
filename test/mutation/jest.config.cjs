const { join } = require('node:path');
const base = require('../jest.config.cjs');

/**
 * The tests of the nodes, in the way that StrykerJS needs them: thousands of runs in one process.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: join(__dirname, '..', '..'),
	testMatch: ['<rootDir>/test/{unit,engine}/*.test.cts'],
	// The first runs in processes of its own; the others try everything and would be run for every mutant.
	testPathIgnorePatterns: ['mediaMemory', 'engine/faults', 'engine/triggerNoise'],
	testEnvironment: join(__dirname, 'environment.cjs'),
	runner: join(__dirname, 'runner.cjs'),
	setupFiles: [...base.setupFiles, join(__dirname, 'fixedSeed.cts')],
	transform: {
		...base.transform,
		'/node_modules/(@n8n|ajv|fast-check|fastify|n8n-core|n8n-workflow|reflect-metadata)/.+\\.[cm]?js$': join(
			__dirname,
			'libraryStub.cjs',
		),
	},
	transformIgnorePatterns: [],
	// A mutant that makes a test wait for ever is found out soon.
	testTimeout: 20_000,
};
