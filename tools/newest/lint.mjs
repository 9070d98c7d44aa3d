/**
 * `npm run lint:newest`: n8n's newest published rules on what they will judge, the source and the packed tarball, with
 * n8n's own configuration. Warnings count, comments that switch rules off do not. `--latest` takes the newest of today.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packBuilt } from '../tarball.mjs';
import { newestRules } from './rules.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the scanner looks at in a tarball: what runs, and the manifest. */
const PACKED = ['**/*.js', 'package.json'];

const { values: options } = parseArgs({ options: { latest: { type: 'boolean', default: false } } });
const temporary = mkdtempSync(join(tmpdir(), 'newest-rules-'));

try {
	const { scanner, ESLint, versions } = await newestRules({ ...options, temporary });
	console.log(versions.join(', '));
	const { file } = await packBuilt(temporary);
	const unpacked = join(temporary, 'unpacked');
	mkdirSync(unpacked);
	execFileSync('tar', ['-xzf', file, '-C', unpacked, '--strip-components=1']);
	const overrideConfig = await scanner.buildScanConfig();
	const judge = async (what, cwd, patterns) => {
		const eslint = new ESLint({ cwd, allowInlineConfig: false, overrideConfigFile: true, overrideConfig });
		const results = await eslint.lintFiles(patterns);
		const findings = results.reduce((sum, { messages }) => sum + messages.length, 0);
		console.log(`${what}: ${results.length} files, ${findings} findings`);
		if (findings > 0) console.log((await eslint.loadFormatter('stylish')).format(results));
		return results.length > 0 && findings === 0;
	};
	const isClean = [
		await judge('source', ROOT, scanner.SOURCE_FILE_PATTERNS),
		await judge('tarball', unpacked, PACKED),
	];
	process.exitCode = isClean.every(Boolean) ? 0 : 1;
} catch (error) {
	console.error([error.message, error.advice, error.details].filter(Boolean).join('\n'));
	process.exitCode = 1;
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
