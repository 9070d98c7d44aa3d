/**
 * `npm test`, once the development packages are there: lint, types, build and every jest suite.
 * Ends with "N passed, N failed": each gate counts as one, each jest test as one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');

/** Runs a program of node_modules/.bin, or one at a path, with its output shown; resolves to its exit status. */
const run = async (program, ...args) =>
	await new Promise((resolve, reject) => {
		const child = spawn(isAbsolute(program) ? program : join(BIN, program), args, {
			cwd: ROOT,
			stdio: 'inherit',
		});
		child.on('error', reject).on('exit', (status) => resolve(status ?? 1));
	});

const GATES = [
	["n8n's strict lint on nodes, credentials and package.json", 'n8n-node', 'lint'],
	['lint of everything else', 'eslint', '-c', 'test/eslint.config.mjs'],
	['formatting', 'prettier', '--check', '--log-level', 'warn', '.'],
	['types of the package', 'tsc', '--noEmit'],
	['types of tests and sandbox', 'tsc', '--noEmit', '-p', 'test/tsconfig.json'],
	['build', 'gulp', 'build'],
	['size of the package', process.execPath, 'tools/package-size.mjs'],
	["n8n's newest rules and scanner on source and tarball", process.execPath, 'tools/newest/lint.mjs'],
];

async function jest() {
	const folder = mkdtempSync(join(tmpdir(), 'jest-totals-'));
	const totals = join(folder, 'totals.json');
	process.env.JEST_TOTALS = totals;
	try {
		const reporter = `--reporters=${join(ROOT, 'tools', 'jest-totals.cjs')}`;
		await run('jest', '-c', 'test/jest.config.cjs', '--silent', reporter);
		return JSON.parse(readFileSync(totals, 'utf8'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

let passed = 0;
let failed = 0;
for (const [name, program, ...args] of GATES) {
	console.log(`\n── ${name}`);
	if ((await run(program, ...args)) === 0) passed += 1;
	else failed += 1;
}
console.log('\n── tests');
const tests = await jest();
passed += tests.passed;
failed += tests.failed;

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || tests.passed === 0 ? 1 : 0;
