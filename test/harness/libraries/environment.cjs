const { TestEnvironment } = require('jest-environment-node');
const libraryLoader = require('./loader.cjs');

/** The one context of this process, with the libraries in it. */
let kept;

/**
 * All test files of a process share a context, so that libraries need not be loaded again; the modules of this repository
 * are read anew by jest for every file.
 */
module.exports = class extends TestEnvironment {
	constructor(...settings) {
		super(...settings);
		const { context, global, moduleMocker, fakeTimers, fakeTimersModern } = this;
		if (!kept) {
			kept = { context, global, moduleMocker, fakeTimers, fakeTimersModern };
			Object.assign(global, { library: libraryLoader(context), realExit: global.process.exit });
		}
		Object.assign(this, kept);
		// What jest wraps or collects there for each file would otherwise grow with every file.
		this.global.process.exit = this.global.realExit;
		delete this.global[Symbol.for('EVENT_HANDLERS')];
	}

	async teardown() {}
};
