/** Executions that sleep in an n8n of their own, which may be killed. */
import { randomUUID } from 'node:crypto';
import { editorOf } from './editor.mjs';
import { until } from './until.mjs';
import { after, avatarVideo, items, node, start, START, workflow } from './workflows.mjs';

export const MAKE = 'Make';
export const COUNT = 'Count';
const COUNTING =
	"const kept = $getWorkflowStaticData('global'); kept.runs = (kept.runs ?? 0) + 1; return [{ json: { runs: kept.runs } }];";
const CREATE = /^POST \/v2\/create_video_from_avatar$/;
/** Many begin at the same time, on a machine that may be busy. */
const ASLEEP_MS = 60_000;
/** A sleep takes 65 s at least, and n8n looks once a minute for what is to be woken. */
const WOKEN_MS = 240_000;

/** Resolves to the status of the answer. */
async function call(url) {
	const response = await fetch(url, { method: 'POST' });
	await response.text();
	return response.status;
}

/** Resolves to that `n8n`, which the caller stops, and to what begins executions in it. */
export async function startSleepers(world) {
	const n8n = await world.anotherN8n('n8n-pause');
	const editor = editorOf(n8n);
	const byHand = { first: start(), begin: (id) => n8n.start(id, START) };

	/** Begins a run that makes these videos for an account of its own; resolves when it sleeps. */
	async function asleep(name, scripts, { settings = {}, first, begin } = byHand) {
		const key = await world.joggAi.newKey();
		const account = { apiKey: key, domain: world.joggAi.url, requestsPerMinute: 1000 };
		const credentials = await n8n.importCredentials(account, { name });
		const video = avatarVideo({ script: '={{ $json.script }}', waitForCompletion: 'pause' });
		const make = node('joggAiAvatarVideo', MAKE, video, { credentials, ...settings });
		const list = items(scripts.map((script) => ({ script })));
		const { id: workflowId } = await editor.create(workflow(name, [first, ...list, make, after()]));
		await begin(workflowId);
		const isAsleep = ({ status }) => status === 'waiting';
		const look = async () => (await editor.executions(workflowId)).find(isAsleep);
		const { id } = await until(`"${name}" to fall asleep`, look, { ms: ASLEEP_MS });
		return {
			id,
			now: () => n8n.execution(id),
			ended: () => n8n.finished(id, { timeoutMs: WOKEN_MS }),
			/** The bodies of all requests for a video. */
			orders: async () => (await world.joggAi.requests(key, CREATE)).map(({ body }) => body),
			/** The IDs of what was paid for, in the order of the scripts. */
			async bought() {
				const charged = (await world.joggAi.charges(key)).map((charge) => charge.id);
				const { jobs } = await world.state();
				const positionOf = ({ input }) => scripts.indexOf(input.voice.script);
				return jobs
					.filter((job) => charged.includes(job.id))
					.sort((a, b) => positionOf(a) - positionOf(b))
					.map((job) => job.id);
			},
		};
	}

	return {
		n8n,
		editor,
		/** *Execute workflow* in the editor; `settings` are those of the node. */
		asleepByHand: (name, scripts, settings) => asleep(name, scripts, { ...byHand, settings }),
		/** A call to the published workflow. */
		asleepInProduction(name, scripts) {
			const path = randomUUID();
			const parameters = { path, httpMethod: 'POST' };
			const first = node('n8n-nodes-base.webhook', 'Called', parameters, { webhookId: path });
			const begin = async (id) => {
				await editor.publish(id);
				const isTaken = async () => (await call(`${n8n.url}/webhook/${path}`)) === 200;
				await until('the published workflow to answer', isTaken);
			};
			return asleep(name, scripts, { first, begin });
		},
		/**
		 * A published workflow in which another node counts its runs in what n8n keeps for the workflow, before a video is
		 * made that is used always. Resolves to what calls it, and to its newest execution once that has ended.
		 */
		async countedInProduction(name, script) {
			const path = randomUUID();
			const parameters = { path, httpMethod: 'POST' };
			const called = node('n8n-nodes-base.webhook', 'Called', parameters, { webhookId: path });
			const count = node('n8n-nodes-base.code', COUNT, { jsCode: COUNTING }, { typeVersion: 2 });
			const account = {
				apiKey: await world.joggAi.newKey(),
				domain: world.joggAi.url,
				requestsPerMinute: 1000,
			};
			const credentials = await n8n.importCredentials(account, { name });
			const video = avatarVideo({
				script,
				waitForCompletion: 'pause',
				options: { ifMadeBefore: 'always' },
			});
			const make = node('joggAiAvatarVideo', MAKE, video, { credentials });
			const { id } = await editor.create(workflow(name, [called, count, make, after()]));
			await editor.publish(id);
			const known = [];
			return {
				charges: async () => (await world.joggAi.charges(account.apiKey)).length,
				async run() {
					await until(
						'the published workflow to answer',
						async () => (await call(`${n8n.url}/webhook/${path}`)) === 200,
					);
					const isNew = (execution) => !known.includes(execution.id);
					const begun = await until('the execution', async () => (await editor.executions(id)).find(isNew));
					known.push(begun.id);
					return await n8n.finished(begun.id, { timeoutMs: WOKEN_MS });
				},
			};
		},
	};
}
