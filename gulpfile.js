const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { execFile } = require('node:child_process');
const { src, dest, parallel, series } = require('gulp');

const clean = async () => rmSync('dist', { recursive: true, force: true });

const compile = (done) => {
	execFile(process.execPath, [require.resolve('typescript/bin/tsc')], (error, stdout) => {
		if (stdout) console.error(stdout);
		done(error);
	});
};

// The compiler knows blanks only; with tabs users install less. No text of ours goes over several lines.
const indent = async () => {
	for (const name of readdirSync('dist', { recursive: true }).filter((path) => path.endsWith('.js'))) {
		const file = join('dist', name);
		const code = readFileSync(file, 'utf8').replace(/^(?: {4})+/gm, (blanks) =>
			'\t'.repeat(blanks.length / 4),
		);
		writeFileSync(file, code);
	}
};

// What the compiler leaves behind: icons, and the codex files that n8n reads beside each node.
const assets = () =>
	src(['{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

exports.build = series(clean, parallel(compile, assets), indent);
exports.default = exports.build;
