/** `npm run release`: everything that a release needs, except the upload. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../lib/command-line.mjs';
import { installTarball, PACKAGE_NAME, packTarball } from '../tarball.mjs';
import { arePlaceholders } from './addresses.mjs';
import { notesOf } from './changelog.mjs';
import { contentProblems } from './contents.mjs';
import { repositoryProblems } from './repository.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `npm run release [-- options]

Proves that what stands here can be published, and uploads nothing: a clean
tree, version and CHANGELOG in agreement, the contract with saved workflows
written down (npm run contract), npm test with all its lint gates, the contents
of the tarball, and every node loaded from it in an empty folder.

  --tested        npm test has just passed for this very commit
  --tag <name>    the release is made from this tag; the addresses must be real
  --out <folder>  keep the tarball there
  --help          this text`;

const options = commandLine({
	name: 'release',
	help: HELP,
	options: {
		tested: { type: 'boolean', default: false },
		tag: { type: 'string' },
		out: { type: 'string' },
	},
});

class Unfit extends Error {}

/** Runs a check that returns what is wrong, and says how it went. */
async function prove(what, check) {
	const problems = await check();
	console.log(`${problems.length === 0 ? '✔' : '✖'} ${what}`);
	if (problems.length > 0) throw new Unfit(problems.join('\n'));
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const PLACEHOLDERS = `The addresses are placeholders: ${manifest['//']}`;

async function release(folder) {
	await prove('the tree is clean; version, CHANGELOG and tag agree', () => repositoryProblems(ROOT, options));
	if (options.tag) {
		await prove('repository and mail address are real', () =>
			arePlaceholders(manifest) ? [PLACEHOLDERS] : [],
		);
	}
	await prove('what saved workflows rely on is written down', () =>
		passes('node', ['--require', 'tsx/cjs', 'tools/contract/main.cts', '--check'])
			? []
			: ['Run "npm run contract", look at what it changes, and commit it'],
	);
	if (!options.tested) await prove('npm test', () => (passes('npm', ['test']) ? [] : ['npm test failed']));
	const packed = options.out ?? join(folder, 'packed');
	mkdirSync(packed, { recursive: true });
	const { file, bytes } = await packTarball(packed);
	await prove(`the tarball holds what users need, and nothing else (${bytes} bytes)`, () =>
		contentProblems(unpack(file, join(folder, 'unpacked')), ROOT),
	);
	await prove('every node loads from the tarball, installed into an empty folder', async () => {
		const home = join(folder, 'home');
		await installTarball(file, home);
		const load = fileURLToPath(new URL('./load.cjs', import.meta.url));
		return passes(process.execPath, [load, join(home, '.n8n', 'nodes'), PACKAGE_NAME], LENT_BY_N8N)
			? []
			: ['It does not load; see above'];
	});
	summarize(file);
}

/** n8n lends its own n8n-workflow to the packages that it loads. */
const LENT_BY_N8N = { NODE_PATH: join(ROOT, 'node_modules') };

const passes = (program, args, env = {}) =>
	spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

function unpack(file, folder) {
	mkdirSync(folder);
	execFileSync('tar', ['-xzf', file, '-C', folder, '--strip-components=1']);
	return folder;
}

function summarize(file) {
	const { name, version } = manifest;
	const digest = createHash('sha512').update(readFileSync(file)).digest('base64');
	console.log(`\n${name} ${version} can be published: ${basename(file)}, sha512-${digest}`);
	console.log(`\nRelease notes:\n\n${notesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version)}`);
	if (options.tag) return;
	console.log('\nLeft to do:');
	if (arePlaceholders(manifest)) console.log(`* ${PLACEHOLDERS}`);
	console.log(`* git tag v${version} && git push origin v${version}; the workflow "Publish" does the rest`);
}

const folder = mkdtempSync(join(tmpdir(), 'release-'));
try {
	await release(folder);
} catch (error) {
	console.error(
		error instanceof Unfit
			? error.message
			: [error.message, error.advice, error.details].filter(Boolean).join('\n'),
	);
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
