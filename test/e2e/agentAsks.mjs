/** The example in which a person approves what an AI Agent wants to buy, in n8n's own chat. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { chatWith } from './lib/chat.mjs';
import { startChatModel } from './lib/openai.mjs';
import { openExample } from './lib/ownExample.mjs';

const NAME = 'ai-agent-asks-before-it-spends';
const WISH = 'Make a German video about our cork yoga mat';
const WORDS = 'Die Korkmatte rutscht nicht.';
const [YES, NO] = ['Make the Video', 'No'];

/** Wants to make a video at once, and tells what came of it. */
function play([result]) {
	const toolParameters = { Script: WORDS, Voice: 'en-US-AlbaNeural' };
	if (!result) return { call: ['Make_Avatar_Video', { toolParameters, hitlParameters: {} }] };
	const [, url] = /"videoUrl":\s*"([^"]+)"/.exec(result.replaceAll('\\"', '"')) ?? [];
	return { say: url ? `Here it is: ${url}` : `No video: ${result}` };
}

export function agentAsks(world) {
	describe('an AI Agent that asks before it spends', { concurrency: true }, () => {
		let model, openAi;
		before(async () => {
			model = await startChatModel(play);
			openAi = await world.n8n.importCredentials(
				{ apiKey: 'scripted', url: model.url },
				{ type: 'openAiApi', name: 'Scripted reviewer' },
			);
		});
		after(() => model.stop());

		/** A conversation with the example; `live` gets the chat, the question that was asked and the account. */
		const conversation = (sentence, live) =>
			it(sentence, { timeout: 240_000 }, async () => {
				const webhookId = randomUUID();
				const example = await openExample(world, NAME, (workflow) =>
					published(workflow, { webhookId, openAi }),
				);
				await world.editor.publish(example.id);
				const chat = await chatWith(world.n8n, webhookId, WISH);
				try {
					const question = await chat.hears();
					assert.ok(JSON.parse(question).text.includes(WORDS), `${question} has what the avatar is to say`);
					assert.deepEqual(await example.charges(), [], 'nothing is bought before the answer');
					await live({ chat, question, example });
					const { status } = await world.n8n.finished(chat.executionId, { timeoutMs: 60_000 });
					assert.equal(status, 'success');
				} finally {
					chat.leave();
					await world.editor.unpublish(example.id);
					await example.stop();
				}
			});

		conversation('makes one video when the person says yes', async ({ chat, question, example }) => {
			await chat.click(question, YES);
			assert.match(await chat.hears(), /Here it is: http.*\.mp4/);
			assert.deepEqual(await example.charges(), ['avatarVideo']);
		});

		conversation(
			'makes none when the person says no, and is told so',
			async ({ chat, question, example }) => {
				await chat.click(question, NO);
				assert.match(await chat.hears(), /No video: .*rejected/);
				assert.deepEqual(await example.charges(), []);
			},
		);
	});
}

/** The example with a chat that can be reached without the editor. */
function published(workflow, { webhookId, openAi }) {
	const nodes = workflow.nodes.map((node) => {
		if (node.type.endsWith('.chatTrigger'))
			return { ...node, webhookId, parameters: { ...node.parameters, public: true } };
		return node.type.endsWith('.lmChatOpenAi') ? { ...node, credentials: openAi } : node;
	});
	return { ...workflow, nodes };
}
