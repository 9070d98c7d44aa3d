import { delimiter, dirname } from 'node:path';

/** Settings of an n8n or npm around us, and secrets, are no business of the n8n that we start. */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODES_|CREDENTIALS_|NODE_OPTIONS$|npm_|JOGGAI_)/i;

const OFF = [
	'N8N_DIAGNOSTICS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_ENABLED',
	'N8N_TEMPLATES_ENABLED',
	'N8N_PERSONALIZATION_ENABLED',
	'N8N_HIRING_BANNER_ENABLED',
	'N8N_SECURE_COOKIE',
];

/** The environment of an n8n that talks to nobody but loopback and the JoggAI host. */
export function n8nEnvironment({ userFolder, port, brokerPort, url, nodeBin, extra }) {
	const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
	return {
		...Object.fromEntries(inherited),
		...Object.fromEntries(OFF.map((name) => [name, 'false'])),
		PATH: `${dirname(nodeBin)}${delimiter}${process.env.PATH}`,
		NO_PROXY: [process.env.NO_PROXY, '127.0.0.1', 'localhost'].filter(Boolean).join(','),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LOG_LEVEL: 'info',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		WEBHOOK_URL: `${url}/`,
		...extra,
	};
}
