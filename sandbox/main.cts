import { parseArgs } from 'node:util';
import { startSandbox } from './index.cts';
import { JOB_KINDS } from './jobs/kinds.cts';

// Jobs that take minutes at JoggAI take seconds here: 120 s become 3 s.
const SPEED = '40';
const PORT = '8787';

const HELP = `A stand-in for JoggAI on this machine: no account, no credits.

  npm run sandbox -- [options]

  --port N          where it listens (${PORT}, or the environment variable PORT)
  --host ADDRESS    on which address of this machine (127.0.0.1)
  --speed N         how many times faster than JoggAI its jobs are (${SPEED})
  --public-url URL  what it calls itself in addresses of files, where n8n reaches it by another name
  --help            this text`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: process.env.PORT ?? PORT },
			host: { type: 'string', default: '127.0.0.1' },
			speed: { type: 'string', default: SPEED },
			'public-url': { type: 'string', default: '' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return console.log(HELP);
	const speed = Number(values.speed);
	if (!(speed > 0)) throw new Error('--speed must be a number above 0');
	const sandbox = await startSandbox({
		port: Number(values.port),
		host: values.host,
		settings: { speed, publicUrl: values['public-url'] },
	});
	const address = values['public-url'] || sandbox.url;
	console.log(`JoggAI sandbox at ${address}: no account, no credits, nothing leaves this machine.

In n8n, create a JoggAI credential with
  API Key   ${sandbox.settings.keys[0]}
  Base URL  ${address}

Look inside and change things while it runs:
  curl ${address}/_sandbox/state
  curl -X PATCH ${address}/_sandbox/settings -H 'content-type: application/json' -d '{"credits": 3}'
  curl -X POST ${address}/_sandbox/faults -H 'content-type: application/json' \\
    -d '{"match": "POST /v2/ai_scripts", "kind": "code", "code": 50000}'

An avatar video finishes after ${Math.ceil(JOB_KINDS.avatarVideo.duration / speed)} s (--speed ${speed}). Write [fail] into a script to see a job fail. Ctrl-C ends.`);

	const end = (): void => void sandbox.close().then(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

/** What went wrong, and what to do about it where that is known. */
function advice({ code, message }: NodeJS.ErrnoException): string {
	if (code === 'EADDRINUSE')
		return 'The port is taken, perhaps by a sandbox that runs already. Take another one: npm run sandbox -- --port 8788';
	return code?.startsWith('ERR_PARSE_ARGS')
		? `${message}. "npm run sandbox -- --help" tells the options.`
		: message;
}

main().catch((error: NodeJS.ErrnoException) => {
	console.error(advice(error));
	process.exitCode = 1;
});
