/** What the launcher of the image "n8nio/runners" does: exchanges its token for a grant, and starts n8n's runner with it. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const { N8N_RUNNERS_TASK_BROKER_URI: broker, N8N_RUNNERS_AUTH_TOKEN: token } = process.env;
const RUNNER = '/opt/n8n/node_modules/@n8n/task-runner/dist/start.js';
const AGAIN_MS = 1000;

for (;;) {
	const grant = await askForGrant();
	if (grant) {
		const env = { ...process.env, N8N_RUNNERS_GRANT_TOKEN: grant };
		spawnSync(process.execPath, [RUNNER], { stdio: 'inherit', env });
	}
	await sleep(AGAIN_MS);
}

/** Nothing while the worker is away; a refusal is told. */
async function askForGrant() {
	const body = JSON.stringify({ token });
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(`${broker}/runners/auth`, { method: 'POST', headers, body }).catch(
		() => undefined,
	);
	if (!response) return undefined;
	if (!response.ok) console.error(`The worker refuses this runner: ${response.status}`);
	return response.ok ? (await response.json()).data?.token : undefined;
}
