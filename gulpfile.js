const { rmSync } = require('node:fs');
const { execFile } = require('node:child_process');
const { src, dest, parallel, series } = require('gulp');

const clean = async () => rmSync('dist', { recursive: true, force: true });

const compile = (done) => {
	execFile(process.execPath, [require.resolve('typescript/bin/tsc')], (error, stdout) => {
		if (stdout) console.error(stdout);
		done(error);
	});
};

// What the compiler leaves behind: icons, and the codex files that n8n reads beside each node.
const assets = () =>
	src(['{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

exports.build = series(clean, parallel(compile, assets));
exports.default = exports.build;
