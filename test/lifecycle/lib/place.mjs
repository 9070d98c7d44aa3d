/** An n8n and the JoggAI that it talks to: what people do there with the package. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../../tools/n8n/executions.mjs';
import { editorOf, problemOf } from '../../e2e/lib/editor.mjs';
import { avatarVideo, items, node, start, START, workflow } from '../../e2e/lib/workflows.mjs';

export const MAKE = 'Make';
/** Some polls, on a machine that may be busy. */
const ENDED_MS = 120_000;
const CREATE = /^POST \/v2\/create_video_from_avatar$/;
const ASK = /^GET \/v2\/avatar_video\//;

export function placeOf(n8n, joggAi) {
	const editor = editorOf(n8n);

	/** A key of its own, and the credential that n8n has for it. */
	async function newAccount(name) {
		const key = await joggAi.newKey();
		const data = { apiKey: key, domain: joggAi.url, requestsPerMinute: 1000 };
		return { key, credentials: await n8n.importCredentials(data, { name }) };
	}

	/** Nodes that make a video of each script, for an account. */
	function making(scripts, { credentials }, parameters = {}) {
		const video = avatarVideo({ script: '={{ $json.script }}', ...parameters });
		const list = items(scripts.map((script) => ({ script })));
		return [...list, node('joggAiAvatarVideo', MAKE, video, { credentials })];
	}

	const place = {
		n8n,
		editor,
		joggAi,
		newAccount,
		making,
		/** Its requests for videos. */
		orders: ({ key }) => joggAi.requests(key, CREATE),
		/** Its requests about videos that JoggAI is making. */
		questions: ({ key }) => joggAi.requests(key, ASK),

		/** Saves a workflow that is run by hand and makes a video of each script. */
		async maker(name, scripts, parameters) {
			const account = await newAccount(name);
			const nodes = [start(), ...making(scripts, account, parameters)];
			const { id } = await editor.create(workflow(name, nodes));
			return { id, scripts, ...account, begin: () => n8n.start(id, START) };
		},

		ended: (executionId) => n8n.finished(executionId, { timeoutMs: ENDED_MS }),

		/** The execution has put out a video for each script, in order, and nothing was bought but these. */
		async hasAll(execution, { scripts, key }) {
			assert.equal(execution.status, 'success', problemOf(execution).message);
			const made = itemsOf(execution, MAKE);
			assert.deepEqual(
				made.map(({ pairedItem }) => [pairedItem].flat()[0].item),
				[...scripts.keys()],
			);
			assert.ok(made.every(({ json }) => json.videoUrl));
			const orders = await place.orders({ key });
			assert.deepEqual(orders.map(({ body }) => body.voice.script).toSorted(), scripts.toSorted());
			const bought = (await joggAi.charges(key)).map(({ id }) => id);
			assert.deepEqual(made.map(({ json }) => json.id).toSorted(), bought.toSorted());
		},

		/** The package does its work: n8n's Test button passes, and a run makes two videos. */
		async works(name) {
			const maker = await place.maker(name, [`${name} one.`, `${name} two.`]);
			const data = { apiKey: maker.key, domain: joggAi.url, requestsPerMinute: 20 };
			const test = await n8n.testCredential({ id: '', name, type: 'joggAiApi', data });
			assert.equal(test.status, 'OK', test.message);
			await place.hasAll(await place.ended(await maker.begin()), maker);
			return maker;
		},
	};
	return place;
}
