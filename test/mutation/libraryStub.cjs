/** What jest gets in place of a library's file: the library that the environment keeps. */
module.exports = {
	process: (_source, file) => ({ code: `module.exports = globalThis.library(${JSON.stringify(file)});` }),
	getCacheKey: (_source, file) => file,
};
