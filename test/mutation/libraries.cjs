const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { dirname } = require('node:path');
const vm = require('node:vm');

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Loads CommonJS libraries into a context and keeps them. Jest would read n8n-core with its thousands of files anew for
 * each test file of each mutant, which takes many times as long as the tests.
 */
module.exports = function libraryLoader(context) {
	const modules = new Map();

	function load(file) {
		const known = modules.get(file);
		if (known) return known.exports;
		if (/\.(node|mjs)$/.test(file)) return require(file);
		const module = { id: file, filename: file, exports: {}, children: [], paths: [] };
		modules.set(file, module);
		const text = readFileSync(file, 'utf8');
		if (file.endsWith('.json')) module.exports = vm.runInContext(`(${text})`, context);
		else run(text, module);
		return module.exports;
	}

	function run(text, module) {
		const { filename, exports } = module;
		const code = vm.compileFunction(text, PARAMETERS, {
			filename,
			parsingContext: context,
			importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
		});
		code.call(exports, exports, requireFrom(filename), module, filename, dirname(filename));
	}

	function requireFrom(file) {
		const native = createRequire(file);
		const require = (name) => {
			if (/^(node:)?process$/.test(name)) return context.process;
			return isBuiltin(name) ? native(name) : load(native.resolve(name));
		};
		return Object.assign(require, { resolve: native.resolve, cache: {} });
	}

	return load;
};
