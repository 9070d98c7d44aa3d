const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
<<<<<<< HEAD
=======
const { join } = require('node:path');
>>>>>>> main
const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { src, dest, parallel, series } = require('gulp');

const clean = async () => rmSync('dist', { recursive: true, force: true });

const compile = (done) => {
	execFile(process.execPath, [require.resolve('typescript/bin/tsc')], (error, stdout) => {
		if (stdout) console.error(stdout);
		done(error);
	});
};

<<<<<<< HEAD
// The compiler indents with four spaces, a tenth of all that users would install.
const shrink = async () => {
	for (const name of readdirSync('dist', { recursive: true }).filter((file) => file.endsWith('.js'))) {
		const file = join('dist', name);
		const lines = readFileSync(file, 'utf8').replace(/^(?: {4})+/gm, (spaces) =>
			'\t'.repeat(spaces.length / 4),
		);
		writeFileSync(file, lines);
=======
// The compiler knows blanks only; with tabs users install less. No text of ours goes over several lines.
const indent = async () => {
	for (const name of readdirSync('dist', { recursive: true }).filter((path) => path.endsWith('.js'))) {
		const file = join('dist', name);
		const code = readFileSync(file, 'utf8').replace(/^(?: {4})+/gm, (blanks) =>
			'\t'.repeat(blanks.length / 4),
		);
		writeFileSync(file, code);
>>>>>>> main
	}
};

// What the compiler leaves behind: icons, and the codex files that n8n reads beside each node.
const assets = () =>
	src(['{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

<<<<<<< HEAD
exports.build = series(clean, parallel(series(compile, shrink), assets));
=======
exports.build = series(clean, parallel(compile, assets), indent);
>>>>>>> main
exports.default = exports.build;
