/** The heart of the demo: the run that ends with a video, and the video's file. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../tools/lib/failure.mjs';
import { isOver, itemsOf } from '../../tools/n8n/executions.mjs';
import { describeNode, isVideo } from './results.mjs';

const OUTPUT = fileURLToPath(new URL('../output/', import.meta.url));

/** Runs the workflow, tells each node's result as soon as it is there, and returns the video's item. */
export async function makeVideo(n8n, workflow, { note, progress, seconds }) {
	const start = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const started = Date.now();
	const told = new Set();
	const execution = await n8n.run(workflow.id, start.name, {
		timeoutMs: seconds * 1000,
		onProgress: (now) => {
			for (const node of workflow.nodes) {
				const items = itemsOf(now, node.name);
				if (told.has(node.name) || !items.length || node === start) continue;
				told.add(node.name);
				note(`${node.name}: ${describeNode(node, items[0])}`);
			}
			const next = workflow.nodes.find(({ name, type }) => isOurs(type) && !told.has(name));
			if (!isOver(now) && next) progress(`${next.name} … ${Math.round((Date.now() - started) / 1000)} s`);
		},
	});
	if (execution.status !== 'success') throw notSuccessful(n8n, execution);
	const last = workflow.nodes.find(({ type }) => type.endsWith('.joggAiAvatarVideo'));
	const [item] = itemsOf(execution, last.name);
	if (!isVideo(item))
		throw new Failure(`"${last.name}" put out no finished video`, { details: JSON.stringify(item, null, 2) });
	return item;
}

const isOurs = (type) => type.includes('.joggAi') && !type.endsWith('Trigger');

function notSuccessful(n8n, { id, status, data }) {
	const { error, lastNodeExecuted } = data?.resultData ?? {};
	const words = [error?.message, error?.description].filter(Boolean).join('\n');
	return new Failure(`Execution ${id} ended with "${status}" at "${lastNodeExecuted}"`, {
		details: words || n8n.tail(30),
	});
}

/** Writes the item's file into the output folder; returns what to tell about it. */
export async function saveVideo(n8n, item) {
	const [file] = Object.values(item.binary ?? {});
	if (!file)
		throw new Failure('The finished video carries no file', { details: JSON.stringify(item, null, 2) });
	const bytes = await n8n.binary(file);
	if (bytes.toString('latin1', 4, 8) !== 'ftyp')
		throw new Failure(`${file.fileName} is no MP4 video (${bytes.length} bytes)`);
	mkdirSync(OUTPUT, { recursive: true });
	const path = join(OUTPUT, file.fileName.replace(/[^\w.-]/g, '_'));
	writeFileSync(path, bytes);
	if (statSync(path).size !== bytes.length) throw new Failure(`${path} is not complete`);
	return `address: ${item.json.videoUrl}\nfile:    ${path} (${bytes.length.toLocaleString('en')} bytes, ${file.mimeType})`;
}
