/** The Chromium of this machine, cut off from everything but loopback. */
import { existsSync } from 'node:fs';
import { chromium, selectors } from 'playwright-core';

const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGUMENTS = [
	'--no-sandbox', // as root, Chromium does not start with one
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** n8n marks what a person uses with this attribute. */
selectors.setTestIdAttribute('data-test-id');

/** `CHROMIUM`, or where Linux distributions put it. */
export function chromiumPath(env = process.env) {
	const paths = env.CHROMIUM ? [env.CHROMIUM] : USUAL_PATHS;
	const found = paths.find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		`The browser tests need Chromium, and there is none at ${paths.join(' or ')}. ` +
			'Install it (on Debian: apt-get install chromium), or set CHROMIUM to the path of the program.',
	);
}

/** It ends with this process, however that ends; signals are handled by tools/processes/ending.mjs. */
export const launchChromium = (executablePath) =>
	chromium.launch({
		executablePath,
		args: ARGUMENTS,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
