const { TestEnvironment } = require('jest-environment-node');
const libraryLoader = require('./libraries.cjs');

const MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/** The one context of this process, with the libraries in it. */
let kept;

/** What fake timers replace, and a test file may leave so. */
const TIME = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'Date',
	'performance',
	'queueMicrotask',
];
let realTime;

/**
 * All test files and mutants share a context, so that libraries need not be loaded again; the modules of this
 * repository are read anew by jest for every file. After the first failure nothing more has to be shown.
 */
module.exports = class extends TestEnvironment {
	hasFailed = false;

	constructor(...settings) {
		super(...settings);
		const { context, global, moduleMocker, fakeTimers, fakeTimersModern } = this;
		if (!kept) {
			kept = { context, global, moduleMocker, fakeTimers, fakeTimersModern };
			Object.assign(global, { library: libraryLoader(context), realExit: global.process.exit });
			realTime = TIME.map((name) => [name, Object.getOwnPropertyDescriptor(global, name)]);
		}
		Object.assign(this, kept);
		for (const [name, descriptor] of realTime) Object.defineProperty(this.global, name, descriptor);
		// What jest wraps or collects there for each file would otherwise grow with every file.
		this.global.process.exit = this.global.realExit;
		delete this.global[Symbol.for('EVENT_HANDLERS')];
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

	async teardown() {}
};
