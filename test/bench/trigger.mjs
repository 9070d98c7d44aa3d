// Signed events in a real n8n: our Trigger beside n8n's own Webhook node with a header credential.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { endWith } from '../../tools/processes/ending.mjs';
import { signature } from '../e2e/lib/joggai.mjs';
import { until } from '../e2e/lib/until.mjs';
import { node, workflow } from '../e2e/lib/workflows.mjs';
import { World } from '../e2e/world.mjs';
import { median, percentile } from './lib/numbers.cts';

const EVENT = 'generated_avatar_video_success';
const EVENTS = 100;
const AT_THE_SAME_TIME = 8;
const ROUNDS = 9;
/** What the Trigger remembers at most. */
const REMEMBERED = 2000;
const MINUTE = 60_000;

const world = new World();
await world.start();

async function publish(type, parameters, settings) {
	const trigger = node(type, 'Trigger', parameters, { webhookId: randomUUID(), ...settings });
	const { id } = await world.editor.create(workflow(type, [trigger, node('n8n-nodes-base.noOp', 'After')]));
	await world.editor.publish(id);
	return id;
}

/** An address, and what its sender has to write into the head of a call with this body. */
async function ours() {
	const { key, credentials } = await world.newAccount();
	await publish('joggAiTrigger', { events: [EVENT] }, { credentials });
	const [{ url, secret }] = await world.joggAi.endpoints(key);
	return { url, headers: (body) => ({ 'x-webhook-signature': signature(secret, body) }) };
}

async function theirs() {
	const headers = { 'x-api-key': randomUUID() };
	const [[name, value]] = Object.entries(headers);
	const type = 'httpHeaderAuth';
	const credentials = await world.n8n.importCredentials({ name, value }, { name: 'Sender', type });
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, authentication: 'headerAuth', options: {} };
	await publish('n8n-nodes-base.webhook', parameters, { credentials, typeVersion: 2 });
	return { url: `${world.n8n.url}/webhook/${path}`, headers: () => headers };
}

const bodyOf = () =>
	JSON.stringify({
		event_id: `evt_${randomUUID()}`,
		event: EVENT,
		timestamp: Math.floor(Date.now() / 1000),
		data: { video_id: randomUUID(), status: 'completed', video_url: 'https://example.com/v.mp4' },
	});

/** Milliseconds until one call was answered. */
async function call({ url, headers }) {
	const body = bodyOf();
	const started = performance.now();
	const head = { 'content-type': 'application/json', ...headers(body) };
	const response = await fetch(url, { method: 'POST', headers: head, body });
	await response.text();
	if (!response.ok) throw new Error(`a call was answered with ${response.status}`);
	return performance.now() - started;
}

/** n8n answers when an execution is on its way; what still runs would slow down what comes next. */
const quiet = () =>
	until(
		'the end of all executions',
		async () => {
			const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
			const { results } = await world.n8n.request('GET', `/rest/executions?filter=${filter}&limit=1`);
			return results.length === 0;
		},
		{ ms: 2 * MINUTE },
	);

/** Sends events one behind the other over several connections, until all executions are over. */
async function burst(target, count = EVENTS) {
	const started = performance.now();
	const times = [];
	let left = count;
	const sender = async () => {
		while (left-- > 0) times.push(await call(target));
	};
	await Promise.all(Array.from({ length: AT_THE_SAME_TIME }, sender));
	const answered = performance.now() - started;
	await quiet();
	return { perSecond: (count * 1000) / answered, p99: percentile(times, 0.99) };
}

/** Both in turn; what our Trigger reaches of n8n's Webhook node. */
async function compare(one, other) {
	const pairs = [];
	for (let round = 0; round < ROUNDS; round++) pairs.push([await burst(one), await burst(other)]);
	const ratio = (figure) => median(pairs.map(([mine, its]) => mine[figure] / its[figure]));
	return { perSecond: ratio('perSecond'), p99: ratio('p99') };
}

const [one, other] = [await ours(), await theirs()];
await burst(one);
await burst(other);
const fresh = await compare(one, other);
await burst(one, REMEMBERED);
const full = await compare(one, other);

const figures = (when, { perSecond, p99 }) => [
	{
		what: `signed events per second${when} / n8n's Webhook node`,
		measured: perSecond,
		bar: { atLeast: 0.95 },
	},
	{ what: `99th percentile of the answer${when} / that node's`, measured: p99, bar: { atMost: 1.1 } },
];
console.log(JSON.stringify([...figures('', fresh), ...figures(`, ${REMEMBERED} remembered`, full)]));
await world.stop();
await endWith(0);
