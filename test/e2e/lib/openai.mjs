/** A chat model that plays a script: it speaks OpenAI's chat completions, and knows what to do next. */
import { serve } from './elsewhere.mjs';

const MODEL = 'scripted';

/**
 * `play(results)` gets what the tools have answered so far and returns the next step: `{ call: [tool, arguments] }`
 * or `{ say }`. `conversations` keeps every request that came.
 */
export async function startChatModel(play) {
	const conversations = [];
	const server = await serve(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		const isChat = request.method === 'POST' && request.url.endsWith('/chat/completions');
		if (!isChat) return response.writeHead(404).end('{}');
		const conversation = JSON.parse(text);
		conversations.push(conversation);
		const results = conversation.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		const message = messageFor(play(results, conversation), conversations.length);
		if (conversation.stream) stream(response, message);
		else
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(completion(message)));
	});
	return { ...server, url: `${server.url}/v1`, conversations };
}

function messageFor({ call, say }, number) {
	if (!call) return { role: 'assistant', content: say };
	const [name, parameters] = call;
	const called = { name, arguments: JSON.stringify(parameters) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${number}`, type: 'function', function: called }],
	};
}

const reasonOf = ({ tool_calls: calls }) => (calls ? 'tool_calls' : 'stop');
const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

const completion = (message) => ({
	id: 'chat_1',
	object: 'chat.completion',
	created: 1,
	model: MODEL,
	choices: [{ index: 0, message, finish_reason: reasonOf(message) }],
	usage: USAGE,
});

function stream(response, message) {
	const delta = { ...message, tool_calls: message.tool_calls?.map((call, index) => ({ ...call, index })) };
	const chunk = (choice) => {
		const data = {
			id: 'chat_1',
			object: 'chat.completion.chunk',
			created: 1,
			model: MODEL,
			choices: [{ index: 0, ...choice }],
		};
		response.write(`data: ${JSON.stringify(data)}\n\n`);
	};
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	chunk({ delta, finish_reason: null });
	chunk({ delta: {}, finish_reason: reasonOf(message) });
	response.end('data: [DONE]\n\n');
}
