/** Debian's packages, for who may install them. */
import { existsSync } from 'node:fs';
import { complete } from '../processes/children.mjs';

/** Installs the packages; resolves to the reason why they cannot be had, or to nothing. */
export async function installFromDebian(packages) {
	const names = packages.join(', ').replace(/, ([^,]+)$/, ' and $1');
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
		return `${names} are not installed, and only root on Debian can install them here`;
	try {
		await complete('apt-get', ['update', '-qq'], {});
		await complete('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	} catch (error) {
		return `${names} could not be installed: ${error.message}`;
	}
	return undefined;
}
