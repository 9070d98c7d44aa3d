/** A workflow on the canvas, close enough together to be read in a small picture. */
import { until } from '../../e2e/lib/until.mjs';

/** Room around the workflow, in pixels. */
const MARGIN = 24;
/** From node to node, in the units of n8n's canvas: a name of 18 letters has room below its node. */
const COLUMN = 176;

/** A node, its name, and the end of a line that leads nowhere yet. */
const PARTS = ['', ' [class*="_label_"]', ' [data-test-id="canvas-handle-plus"]']
	.map((part) => `[data-test-id="canvas-node"]${part}`)
	.join();

/** The workflow without its notes, its columns of nodes side by side. */
export function compact(workflow) {
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const columns = [...new Set(nodes.map(({ position: [x] }) => x))].sort((a, b) => a - b);
	return {
		...workflow,
		nodes: nodes.map((node) => {
			const [x, y] = node.position;
			return { ...node, position: [columns.indexOf(x) * COLUMN, y] };
		}),
	};
}

/** Name and subtitle of each node. */
export const readNodes = async (editor) =>
	await editor.part('canvas-node').evaluateAll((nodes) =>
		nodes.map((node) => {
			const text = (part) => node.querySelector(`[class*="_${part}_"]`)?.innerText.trim() ?? '';
			return { name: node.dataset.nodeName, subtitle: text('subtitle') };
		}),
	);

/** Everything that belongs to the workflow: nodes, their names, and the lines between them; waits until it stands still. */
export async function workflowBox(editor) {
	let before;
	return await until('the workflow stands still', async () => {
		const box = await boxAround(editor.page.locator(PARTS));
		const isStill = JSON.stringify(box) === JSON.stringify(before);
		before = box;
		return isStill && box;
	});
}

async function boxAround(parts) {
	const boxes = await parts.evaluateAll((all) =>
		all.map((part) => {
			const { left, top, right, bottom } = part.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
	const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
	return {
		x: left,
		y: top,
		width: Math.max(...boxes.map(({ right }) => right)) + MARGIN - left,
		height: Math.max(...boxes.map(({ bottom }) => bottom)) + MARGIN - top,
	};
}
