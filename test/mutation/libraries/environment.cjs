const { TestEnvironment } = require('jest-environment-node');
const libraryLoader = require('./loader.cjs');

/** The one context of this process, with the libraries in it. */
let kept;
let real;

/** What a test file may have replaced by fakes and left so. */
const TIME = [
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'setImmediate',
	'clearImmediate',
].concat(['Date', 'performance', 'queueMicrotask']);

/**
 * All test files of a process share a context, so that libraries need not be loaded again; the modules of this repository
 * are read anew by jest for every file.
 */
module.exports = class extends TestEnvironment {
	constructor(...settings) {
		super(...settings);
		const { context, global, moduleMocker, fakeTimers, fakeTimersModern } = this;
		if (!kept) {
			const { nextTick, hrtime, exit } = global.process;
			const time = TIME.map((name) => [name, Object.getOwnPropertyDescriptor(global, name)]);
			kept = { context, global, moduleMocker, fakeTimers, fakeTimersModern };
			real = { time, process: { nextTick, hrtime, exit } };
			global.library = libraryLoader(context);
		}
		Object.assign(this, kept);
		for (const [name, descriptor] of real.time) Object.defineProperty(this.global, name, descriptor);
		Object.assign(this.global.process, real.process);
		// What jest collects there for each file would otherwise grow with every file.
		delete this.global[Symbol.for('EVENT_HANDLERS')];
	}

	async teardown() {}
};
