// Two hundred executions of a real n8n that sleep while JoggAI works: what they hold, and how soon they notice the end.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from '../../tools/n8n/start.mjs';
import { endWith, temporarily } from '../../tools/processes/ending.mjs';
import { packTarball } from '../../tools/tarball.mjs';
import { editorOf } from '../e2e/lib/editor.mjs';
import { until } from '../e2e/lib/until.mjs';
import { avatarVideo, node, workflow } from '../e2e/lib/workflows.mjs';
import { mean, median, percentile } from './lib/numbers.cts';

const EXECUTIONS = 200;
/** So many may run at the same time; those that sleep are none of them. */
const LIMIT = 5;
const AT_THE_SAME_TIME = 4;
/** Their videos end spread over so many seconds, as chance has it. */
const ENDING_SECONDS = 60;
const LOOK_EVERY_MS = 500;
const MEBIBYTE = 1024 * 1024;
const MINUTES = { ms: 5 * 60_000 };

/** A JoggAI whose videos are finished when it is told so, and that notes who has a result. */
async function startJoggAi() {
	const jobs = new Map();
	const server = createServer(async (request, response) => {
		request.resume();
		await once(request, 'end');
		const id = request.method === 'POST' ? randomUUID() : request.url.split('/').at(-1);
		if (request.method === 'POST') jobs.set(id, { endsAt: Infinity });
		if (request.url.startsWith('/result/')) jobs.get(id).resultAt = performance.now();
		const finished = { status: 'completed', video_url: 'https://files.example.com/v.mp4' };
		const data = {
			video_id: id,
			...(jobs.get(id).endsAt <= performance.now() ? finished : { status: 'processing' }),
		};
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ code: 0, msg: 'Success', data }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${server.address().port}`, jobs };
}

const workspace = temporarily(mkdtempSync(join(tmpdir(), 'joggai-bench-')));
const userFolder = join(workspace, 'n8n');
mkdirSync(userFolder);
const joggAi = await startJoggAi();
const { file: tarball } = await packTarball(workspace);
const n8n = await startN8n({
	tarball,
	userFolder,
	logFile: join(workspace, 'n8n.log'),
	env: {
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(LIMIT),
		N8N_METRICS: 'true',
	},
});
await n8n.signUp();
const editor = editorOf(n8n);

const path = randomUUID();
const credentials = await n8n.importCredentials({
	apiKey: 'sandbox-key',
	domain: joggAi.url,
	requestsPerMinute: 1_000_000,
});
const nodes = [
	node('n8n-nodes-base.webhook', 'Start', { path, options: {} }, { webhookId: path, typeVersion: 2 }),
	node('joggAiAvatarVideo', 'Make', avatarVideo({ waitForCompletion: 'pause' }), { credentials }),
	node(
		'n8n-nodes-base.httpRequest',
		'Result',
		{ url: `=${joggAi.url}/result/{{ $json.id }}`, options: {} },
		{ typeVersion: 4.2 },
	),
];
await editor.publish((await editor.create(workflow('Pausing', nodes))).id);

const count = async (...statuses) => {
	const filter = encodeURIComponent(JSON.stringify({ status: statuses }));
	return (await n8n.request('GET', `/rest/executions?filter=${filter}&limit=1`)).count;
};
/** Resident memory of n8n in MiB. */
const memory = async () => {
	const metrics = await (await fetch(`${n8n.url}/metrics`)).text();
	return Number(/^n8n_process_resident_memory_bytes (\S+)/m.exec(metrics)[1]) / MEBIBYTE;
};

const start = async (times) => {
	let left = times;
	const caller = async () => {
		while (left-- > 0) await (await fetch(`${n8n.url}/webhook/${path}`)).text();
	};
	await Promise.all(Array.from({ length: AT_THE_SAME_TIME }, caller));
};
const asleep = (number) =>
	until(`${number} sleeping executions`, async () => (await count('waiting')) >= number, MINUTES);

await start(LIMIT);
await asleep(LIMIT);
const before = await memory();
await start(EXECUTIONS);
await asleep(LIMIT + EXECUTIONS);
const running = await count('new', 'running');
const grown = (await memory()) - before;

const sleepers = [...joggAi.jobs.values()].slice(-EXECUTIONS);
for (const job of joggAi.jobs.values())
	job.endsAt = performance.now() + Math.random() * ENDING_SECONDS * 1000;
/** How many executions run, looked at again and again until all have their result. */
const awake = [];
while (!sleepers.every(({ resultAt }) => resultAt)) {
	awake.push(await count('running'));
	await sleep(LOOK_EVERY_MS);
}
const seconds = sleepers.map(({ endsAt, resultAt }) => (resultAt - endsAt) / 1000);

console.log(
	JSON.stringify([
		{ what: `${EXECUTIONS} paused executions: workers held`, measured: running, bar: { atMost: 0 } },
		{ what: 'seconds until the end is noticed, median', measured: median(seconds), bar: { atMost: 40 } },
		{ what: 'the same, 95th percentile', measured: percentile(seconds, 0.95), bar: { atMost: 75 } },
		{
			what: 'part of the time in which they are awake',
			measured: mean(awake) / (LIMIT + EXECUTIONS),
			bar: { atMost: 0.1 },
		},
		{ what: 'memory of n8n for 100 of them, MiB', measured: grown / (EXECUTIONS / 100) },
	]),
);
await n8n.stop();
await endWith(0);
