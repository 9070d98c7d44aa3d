import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package at the top, whose commands npm links; those of packages below packages are nobody's. */
const AT_THE_TOP = /^node_modules\/(@[^/]+\/)?[^/]+$/;

/**
 * What npm has installed in a folder and is gone since, as paths in it: packages without their manifest, and commands.
 * What stands in the files is not looked at.
 */
export function missingIn(folder) {
	const list = 'node_modules/.package-lock.json';
	const packages = packagesIn(join(folder, list));
	if (!packages) return [list];
	const expected = Object.entries(packages).flatMap(([path, { bin = {} }]) => [
		`${path}/package.json`,
		...(AT_THE_TOP.test(path) ? Object.keys(bin).map((name) => `node_modules/.bin/${name}`) : []),
	]);
	return expected.filter((path) => !existsSync(join(folder, path)));
}

/** What npm itself wrote down; nothing where it is gone or torn. */
function packagesIn(list) {
	try {
		return JSON.parse(readFileSync(list, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
