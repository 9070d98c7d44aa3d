import { basename } from 'node:path';
import { complete, LEASH } from './children.mjs';

/**
 * Runs npm: the very npm that started us if there is one, else the one on the PATH. It tells errors, no warnings: those
 * are about other people's packages. `signal` ends it early; `onAnswer` is called for each answer of the registry.
 */
export async function npm(args, { cwd, signal, onAnswer }) {
	const { env } = process;
	const cli = env.npm_execpath;
	const [command, prefix] = cli && basename(cli) === 'npm-cli.js' ? [process.execPath, [cli]] : ['npm', []];
	const inner = {
		...withoutOuterProject(env),
		NODE_OPTIONS: [env.NODE_OPTIONS, LEASH.join('=')].filter(Boolean).join(' '),
	};
	const level = onAnswer ? 'http' : 'error';
	const log = onAnswer && { write: (chunk) => answersIn(chunk).forEach(onAnswer) };
	try {
		await complete(command, [...prefix, ...args, `--loglevel=${level}`], { cwd, env: inner, signal, log });
	} catch (error) {
		const lines = error.output.split('\n').filter((line) => !line.startsWith(ANSWER));
		throw Object.assign(error, { output: lines.join('\n') });
	}
}

const ANSWER = 'npm http ';
const answersIn = (chunk) =>
	String(chunk)
		.split('\n')
		.filter((line) => line.startsWith(ANSWER));

/** `npm run` tells its children which project they belong to; ours work in other folders. */
function withoutOuterProject(env) {
	const outer = /^(npm_(package|lifecycle)_|npm_config_(local_prefix|prefix)$|INIT_CWD$)/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}
