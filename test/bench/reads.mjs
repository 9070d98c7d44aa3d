// Two hundred reads in a real n8n: our Get beside n8n's own HTTP Request node with the same credential.
import { World } from '../e2e/world.mjs';
import { items, node, start, START, workflow } from '../e2e/lib/workflows.mjs';
import { endWith } from '../../tools/processes/ending.mjs';
import { median } from './lib/numbers.cts';

const READS = 200;
/** Both nodes in turn, so often in one execution. */
const TURNS = 5;
const EXECUTIONS = 3;
const ASK = 'GET /v2/avatar_video/{id}';
const TIMEOUT_MS = 120_000;

const world = new World();
await world.start();
const { key, credentials } = await world.newAccount();
const { video_id: id } = await world.joggAi.request(key, 'POST', '/v2/create_video_from_avatar', {
	avatar: { avatar_id: 1001, avatar_type: 0 },
	voice: { type: 'script', script: 'Hello!', voice_id: 'en-US-AlbaNeural' },
	aspect_ratio: 'landscape',
	screen_style: 1,
	caption: false,
});

const ours = (name) =>
	node('joggAiAvatarVideo', name, { operation: 'get', videoId: '={{ $json.id }}' }, { credentials });
const theirs = (name) => {
	const parameters = {
		url: `=${world.joggAi.url}/v2/avatar_video/{{ $json.id }}`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'joggAiApi',
		options: {},
	};
	return node('n8n-nodes-base.httpRequest', name, parameters, { credentials, typeVersion: 4.2 });
};
const turns = Array.from({ length: TURNS }, (_, turn) => [ours(`Ours ${turn}`), theirs(`Theirs ${turn}`)]);
const [list, split] = items(Array.from({ length: READS }, () => ({ id })));
// n8n takes branches from top to bottom, each to its end.
const branches = turns.flat().map((one, index) => [split, 'main', { ...one, position: [400, 200 * index] }]);
const both = workflow('Reads', [start(), list, split]);
both.nodes.push(...branches.map(([, , branch]) => branch));
both.connections.Items = {
	main: [branches.map(([, , { name }]) => ({ node: name, type: 'main', index: 0 }))],
};
const { id: workflowId } = await world.editor.create(both);

/** Time of our node / time of n8n's, for each pair of turns. */
async function ratios() {
	const execution = await world.n8n.run(workflowId, START, { timeoutMs: TIMEOUT_MS });
	const timeOf = (name) => {
		const [run] = execution.data.resultData.runData[name];
		if (run.data.main[0].length !== READS) throw new Error(`${name} did not read everything`);
		return run.executionTime;
	};
	return turns.map(([one, other]) => timeOf(one.name) / timeOf(other.name));
}

async function measured() {
	await ratios();
	const all = [];
	for (let execution = 0; execution < EXECUTIONS; execution++) all.push(...(await ratios()));
	return median(all);
}

const atOnce = await measured();
await world.joggAi.fault({ match: ASK, kind: 'delay', seconds: 0.05, times: 'always' });
const later = await measured();

const what = (answer) => `${READS} reads, ${answer}: time / n8n's HTTP Request node`;
console.log(
	JSON.stringify([
		{ what: what('answered at once'), measured: atOnce, bar: { atMost: 1 } },
		{ what: what('answered after 50 ms'), measured: later, bar: { atMost: 1 } },
	]),
);
await world.stop();
await endWith(0);
