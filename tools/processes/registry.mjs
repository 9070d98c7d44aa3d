/** Installing with npm, without waiting for minutes for a registry that cannot be reached. */
import { Failure } from '../lib/failure.mjs';
import { npm } from './npm.mjs';

const ANSWER_MS = 4000;
/** npm's own limit begins with the connection: a name that is looked up without end is cut off here. */
const ASKING_MS = 6000;
/** A refusal is an answer, too: not every registry knows what a ping is. */
const ANSWERED = /^npm (error|ERR!) code E\d{3}$/m;

/**
 * Runs an npm command that installs. While the registry cannot be reached npm takes what its cache has; throws a Failure
 * at once if that is not everything. `onAnswer` is called for each answer of the registry.
 */
export async function npmInstall(args, { cwd, onAnswer }) {
	if (await answers(cwd)) return await npm(args, { cwd, onAnswer });
	try {
		await npm([...args, '--offline'], { cwd });
	} catch (error) {
		if (!/ENOTCACHED/.test(error.output)) throw error;
		throw new Failure('npm cannot reach its registry, and its cache does not have all that is missing here', {
			advice:
				'Connect to the internet (with a proxy or a registry of your own: see "npm config list"), and start again.',
		});
	}
}

async function answers(cwd) {
	const limit = new AbortController();
	const timer = setTimeout(() => limit.abort(), ASKING_MS);
	try {
		await npm(['ping', '--fetch-retries=0', `--fetch-timeout=${ANSWER_MS}`], { cwd, signal: limit.signal });
		return true;
	} catch (error) {
		return ANSWERED.test(error.output);
	} finally {
		clearTimeout(timer);
	}
}
