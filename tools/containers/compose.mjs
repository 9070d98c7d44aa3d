/** Compose as a person uses it on a command line. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '../lib/failure.mjs';
import { composeProgram } from './prepare.mjs';

const MOST_OUTPUT = 64e6;
const run = promisify(execFile);

/** `engine` is one of ours, `files` are Compose files, `variables` what only those beside the first one ask for. */
export function composeOf({ engine, folder, project, directory, files, envFile, variables = {} }) {
	const options = ['--project-name', project, '--project-directory', directory, '--env-file', envFile];
	const env = { ...engine.env, ...variables };

	/** Resolves to what is printed; an error tells what Compose said. */
	async function compose(command, { only = files } = {}) {
		const args = [...options, ...only.flatMap((file) => ['--file', file]), ...command];
		try {
			return (await run(composeProgram(folder), args, { env, maxBuffer: MOST_OUTPUT })).stdout;
		} catch (error) {
			throw new Failure(`docker compose ${command.join(' ')} failed`, { details: error.stderr });
		}
	}

	return {
		/** What Compose makes of one file. */
		config: async (file) => JSON.parse(await compose(['config', '--format', 'json'], { only: [file] })),
		up: () => compose(['up', '--detach']),
		/** Containers stay, and with them what they have printed. */
		stop: () => compose(['stop']),
		/** Containers and networks go; volumes only when told so. */
		down: ({ volumes = false } = {}) => compose(['down', ...(volumes ? ['--volumes'] : [])]),
		/** Docker's description of every container, by its name without the project's. */
		async containers() {
			const ids = (await compose(['ps', '--all', '--quiet'])).split('\n').filter(Boolean);
			const list = JSON.parse(await engine.docker('inspect', ...ids));
			const nameOf = ({ Name }) => Name.replace(`/${project}-`, '');
			return Object.fromEntries(list.map((container) => [nameOf(container), container]));
		},
		/** What every container has printed since it was made, by the same names. */
		async logs() {
			const names = Object.keys(await this.containers());
			const texts = names.map((name) => logOf(engine, `${project}-${name}`));
			return Object.fromEntries((await Promise.all(texts)).map((text, index) => [names[index], text]));
		},
		/** Runs a command in a container and resolves to what it prints. */
		exec: (name, ...command) => engine.docker('exec', `${project}-${name}`, ...command),
	};
}

async function logOf({ env }, container) {
	const { stdout, stderr } = await run('docker', ['logs', container], { env, maxBuffer: MOST_OUTPUT });
	return stdout + stderr;
}
