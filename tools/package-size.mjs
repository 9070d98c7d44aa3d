/** Fails when what users install from npm has grown too big; run it after the build. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MOST_BYTES = 475_000;
const MOST_FILES = 260;

const cwd = fileURLToPath(new URL('..', import.meta.url));
const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
	cwd,
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'ignore'],
});
const [{ unpackedSize, entryCount, files }] = JSON.parse(packed);
const leftOvers = files.filter(({ path }) => /\.(map|d\.ts|tsbuildinfo)$/.test(path));

console.log(
	`${unpackedSize} bytes in ${entryCount} files (at most ${MOST_BYTES} in ${MOST_FILES}), ${leftOvers.length} source maps and declarations (none)`,
);
process.exitCode = unpackedSize > MOST_BYTES || entryCount > MOST_FILES || leftOvers.length > 0 ? 1 : 0;
