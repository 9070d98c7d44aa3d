/** The nodes as tools of n8n's own AI Agent, with a chat model that plays a script: the example workflow as it is. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { joggAi } from '../../tools/joggai/api.mjs';
import { fitToAccount } from '../../tools/joggai/fit.mjs';
import { itemsOf } from '../../tools/n8n/executions.mjs';
import { startChatModel } from './lib/openai.mjs';

const EXAMPLE = new URL('../../examples/ai-agent-makes-videos.json', import.meta.url);
const WISH = 'Make a German video about our cork yoga mat';

/** n8n's agent calls tools itself up to version 2; from 3 on its engine runs them as nodes. */
const AGENT_VERSIONS = [2, 3.1];

const TOOLS = { voices: 'List_Voices', script: 'Write_Script', video: 'Make_Avatar_Video' };

/** Lists voices, writes a script, makes a video with the first voice and that script, tells its address. */
function play(results) {
	const [voices, script, video] = results.map(firstOf);
	if (!voices) return { call: [TOOLS.voices, { Language: 'german' }] };
	if (!script) {
		const product = { Product_Name: 'Cork yoga mat', Product_Description: 'Does not slip, weighs 900 g' };
		return { call: [TOOLS.script, { ...product, Language: 'german' }] };
	}
	if (!video) return { call: [TOOLS.video, { Script: script.script, Voice: voices.voiceId }] };
	return { say: `Here it is: ${video.videoUrl}` };
}

/** The first item of a tool's answer, however the agent wraps it. */
function firstOf(content) {
	const parsed = JSON.parse(typeof content === 'string' ? content : content[0].text);
	const first = [parsed].flat()[0];
	return first?.json ?? first;
}

export function agent(world) {
	describe('an AI Agent', () => {
		let model, openAi;
		before(async () => {
			model = await startChatModel(play);
			openAi = await world.n8n.importCredentials(
				{ apiKey: 'scripted', url: model.url },
				{ type: 'openAiApi', name: 'Scripted' },
			);
		});
		after(() => model.stop());

		describe('at work', { concurrency: true }, () => {
			for (const version of AGENT_VERSIONS)
				it(
					`of version ${version} lists voices, writes a script and makes one video, charged once`,
					{ timeout: 120_000 },
					() => wish(version),
				);
		});

		/** One run of the example. */
		async function wish(version) {
			const { key, credentials } = await world.newAccount();
			const fit = await fitToAccount(joggAi({ baseUrl: world.joggAi.url, apiKey: key }), {
				note: () => undefined,
			});
			const adapt = (workflow) => withoutChat(fit(workflow), { version, openAi });
			const [{ id }] = await world.n8n.importWorkflows([EXAMPLE], { credentials, adapt });

			const execution = await world.n8n.run(id, 'When a Message Arrives', { timeoutMs: 110_000 });

			assert.equal(execution.status, 'success', execution.data?.resultData?.error?.message);
			const [{ json }] = itemsOf(execution, 'AI Agent');
			assert.match(json.output, /^Here it is: http.*\.mp4/);
			const charges = await world.joggAi.charges(key);
			assert.deepEqual(charges.map(({ kind }) => kind).sort(), ['avatarVideo', 'script']);
			const [{ body }] = await world.joggAi.requests(key, /POST .*create_video_from_avatar/);
			assert.ok(body.voice.script.length > 20 && body.voice.voice_id, 'the model chose script and voice');
		}

		it('tells the model what every tool takes, costs and gives back, and its arguments', async () => {
			const { tools } = model.conversations[0];
			const described = Object.fromEntries(tools.map(({ function: { name, ...rest } }) => [name, rest]));
			assert.deepEqual(Object.keys(described).sort(), Object.values(TOOLS).sort());
			for (const { description } of Object.values(described))
				assert.match(description, /costs .*Returns \w+/);
			assert.match(described[TOOLS.video].description, /takes 2 to 5 minutes and costs 1 credit .*videoUrl/);
			assert.deepEqual(Object.keys(described[TOOLS.video].parameters.properties).sort(), ['Script', 'Voice']);
		});
	});
}

/** The example without its chat window: the wish is written into the agent. */
function withoutChat(workflow, { version, openAi }) {
	const nodes = workflow.nodes.map((node) => {
		if (node.type.endsWith('.chatTrigger'))
			return { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
		if (node.type.endsWith('.lmChatOpenAi')) return { ...node, credentials: openAi };
		if (!node.type.endsWith('.agent')) return node;
		const options = { ...node.parameters.options, enableStreaming: false };
		return {
			...node,
			typeVersion: version,
			parameters: { ...node.parameters, options, promptType: 'define', text: WISH },
		};
	});
	return { ...workflow, nodes };
}
