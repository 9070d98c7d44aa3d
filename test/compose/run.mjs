/**
 * `npm run test:compose`: docker-compose.yml as it is shipped, in containers. They run in a network of their own, so that
 * its ports 80 and 443 are free, nothing can be fetched, and nothing stays behind; what has to be fetched comes before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
	containersFolder,
	engineData,
	ensureContainers,
	ensureContainerTools,
	ensureDebian,
	NAMESPACES,
} from '../../tools/containers/prepare.mjs';
import { inWords } from '../../tools/lib/failure.mjs';
import { ensureRuntime } from '../../tools/n8n/runtime.mjs';
import { complete } from '../../tools/processes/children.mjs';
import { withLock } from '../../tools/processes/lock.mjs';
import { ensureRegistry } from '../../tools/registry/start.mjs';
import { HOST } from './address.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
/** A containerd of this machine must not be taken for ours. */
const INSIDE = `
set -e
ip link set lo up
ip address add ${HOST}/32 dev lo
mkdir -p /run/containerd
mount -t tmpfs tmpfs /run/containerd
"$@"
exit $?`;

/** A command, and its arguments, in the network of our own; with us it goes, however we end. */
const inside = (...command) => [
	'setpriv',
	['--pdeathsig', 'KILL', 'unshare', ...NAMESPACES, 'sh', '-c', INSIDE, 'sh', process.execPath, ...command],
];

async function main() {
	const missing = await ensureContainers();
	if (missing) return leftOut(missing);
	const folder = containersFolder();
	const waiting = () => console.log('Other tests have the containers, waiting for them');
	await withLock(`${folder}.lock`, () => prepareAndRun(folder), { onWait: waiting });
}

async function prepareAndRun(folder) {
	try {
		await complete(...inside(here('./probe.mjs'), engineData(folder)), {});
	} catch ({ output, message }) {
		return leftOut(`no container can run on this machine. ${output || message}`);
	}
	await Promise.all([ensureRuntime(), ensureContainerTools(), ensureRegistry(), ensureDebian(folder)]);
	const tests = ['--test', ...process.argv.slice(2), here('./all.test.mjs')];
	const child = spawn(...inside(...tests), { stdio: 'inherit' });
	process.on('SIGINT', () => undefined); // Ctrl-C reaches the tests as well: theirs is the orderly end
	const [code] = await once(child, 'exit');
	process.exitCode = code ?? 1;
}

const leftOut = (reason) => console.log(`The tests of docker-compose.yml are left out: ${reason}`);

main().catch((error) => {
	console.error(inWords(error));
	process.exitCode = 1;
});
