const Environment = require('./libraries/environment.cjs');

const MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/** Knows which mutant is tried. After the first failure nothing more has to be shown. */
module.exports = class extends Environment {
	hasFailed = false;

	constructor(...settings) {
		super(...settings);
		// Mutated code reads once, when it is loaded first, which mutant it is.
		delete this.global.__stryker__;
		delete this.global.process.env[MUTANT];
		if (process.env[MUTANT]) this.global.process.env[MUTANT] = process.env[MUTANT];
	}

	handleTestEvent({ name, test }) {
		if (!process.env[MUTANT]) return;
		if (name === 'test_done' && test.errors.length > 0) this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
