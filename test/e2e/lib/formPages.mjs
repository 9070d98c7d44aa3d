/** A form of several pages, as somebody in a browser meets it: fills one in, and follows where n8n leads. */
import { randomUUID } from 'node:crypto';
import { isOver } from '../../../tools/n8n/executions.mjs';
import { publishForm, sendPage } from './form.mjs';
import { until } from './until.mjs';

const WAIT = { ms: 120_000 };

/** Publishes an example, opens its form and sends the first page; the values are those of its fields, in their order. */
export async function sendFirstPage(world, { id }, values) {
	const { n8n, editor } = world;
	const { url } = await publishForm(world, id);
	const { formWaitingUrl: address } = await (await sendPage(url, values)).json();

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
		send: (values = {}) => sendPage(address, values),
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

/** Two published workflows cannot have one page between them. */
export function withOwnAddresses(workflow) {
	const nodes = workflow.nodes.map((node) => (node.webhookId ? { ...node, webhookId: randomUUID() } : node));
	return { ...workflow, nodes };
}
