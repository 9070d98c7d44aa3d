/** A form of several pages, as somebody in a browser meets it: fills one in, and follows where n8n leads. */
import { randomUUID } from 'node:crypto';
import { isOver } from '../../../tools/n8n/executions.mjs';
import { until } from './until.mjs';

const WAIT = { ms: 120_000 };

/** Publishes an example, opens its form and sends the first page; the values are those of its fields, in their order. */
export async function sendFirstPage({ n8n, editor }, { id }, values) {
	await editor.publish(id);
	const { nodes } = await n8n.request('GET', `/rest/workflows/${id}`);
	const { webhookId } = nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	const first = await send(`${n8n.url}/form/${webhookId}`, fieldsOf(values));
	const { formWaitingUrl: address } = await first.json();

	/** What the waiting page asks n8n every second. */
	const status = async () => {
		const url = new URL(address);
		url.pathname += '/n8n-execution-status';
		return (await (await fetch(url)).text()).trim();
	};

	return {
		/** The source of the page whose heading begins with these words, as soon as n8n shows it. */
		page: (heading) =>
			until(
				`the page "${heading}"`,
				async () => {
					if ((await status()) !== 'form-waiting') return false;
					const text = await (await fetch(address)).text();
					return text.includes(`<h1>${heading}`) && text;
				},
				WAIT,
			),
		/** Sends the page that is shown. The last one does so by itself, in a browser. */
		send: (values = {}) => send(address, values),
		/** The execution when it is over. */
		async end() {
			const [{ id: execution }] = await until(
				'the end',
				async () => {
					const list = await editor.executions(id);
					return list.length > 0 && list.every(isOver) && list;
				},
				WAIT,
			);
			return await n8n.execution(execution);
		},
	};
}

const fieldsOf = (values) => Object.fromEntries(values.map((value, index) => [`field-${index}`, value]));

function send(url, fields) {
	const body = new globalThis.FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	return fetch(url, { method: 'POST', body });
}

/** Two published workflows cannot have one page between them. */
export function withOwnAddresses(workflow) {
	const nodes = workflow.nodes.map((node) => (node.webhookId ? { ...node, webhookId: randomUUID() } : node));
	return { ...workflow, nodes };
}
