/** Every example is imported as its reader would, and can be read: no note is cut off, nothing covers anything. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shown } from './lib/editor.mjs';

const FOLDER = fileURLToPath(new URL('../../examples/', import.meta.url));

export function exampleCanvas(world) {
	describe('the canvas of an example', () => {
		let editor;
		before(async () => (editor = await world.newEditor()));
		after(() => editor.close());

		for (const file of readdirSync(FOLDER))
			shown(
				file,
				() => editor,
				async () => {
					await editor.newWorkflow();
					await editor.importWorkflow(FOLDER + file);
					await editor.part('sticky').first().waitFor();
					await editor.zoomToFit();
					await editor.screenshot(`example-${file.replace('.json', '')}`);
					const { notes, nodes } = await editor.page.evaluate(layout);
					assert.ok(notes.length > 0 && nodes.length > 1);
					assert.ok(nodes.every(({ labels }) => labels > 0));
					for (const { name, box, textBottom } of notes)
						assert.ok(textBottom < box.bottom, `the text of the note "${name}" is cut off`);
					assert.deepEqual(overlapping([...notes, ...nodes]), []);
				},
			);
	});
}

/** Runs in the page: notes with the end of their text, nodes with icon and label. */
function layout() {
	const { document } = globalThis;
	const boxOf = (element) => {
		const { left, top, right, bottom } = element.getBoundingClientRect();
		return { left, top, right, bottom };
	};
	const around = (boxes) => ({
		left: Math.min(...boxes.map(({ left }) => left)),
		top: Math.min(...boxes.map(({ top }) => top)),
		right: Math.max(...boxes.map(({ right }) => right)),
		bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
	});
	const all = (selector, root = document) => [...root.querySelectorAll(selector)];
	/** The words themselves, as far as they are shown: the element around them may be wider, or cut them off. */
	const wordsOf = (element) => {
		const words = document.createRange();
		words.selectNodeContents(element);
		const [box, { left, right }] = [boxOf(words), boxOf(element)];
		return { ...box, left: Math.max(box.left, left), right: Math.min(box.right, right) };
	};
	const labelsOf = (node) =>
		all('[class*="_label_"], [class*="_subtitle_"]', node)
			.map(wordsOf)
			.filter(({ left, right }) => right > left);
	return {
		notes: all('[data-test-id="sticky"]').map((note) => ({
			name: note.querySelector('h2, h3').innerText,
			box: boxOf(note),
			textBottom: Math.max(...all('h1, h2, h3, p, li, td', note).map((text) => boxOf(text).bottom)),
		})),
		nodes: all('[data-test-id="canvas-node"]').map((node) => {
			const labels = labelsOf(node);
			return { name: node.dataset.nodeName, labels: labels.length, box: around([boxOf(node), ...labels]) };
		}),
	};
}

function overlapping(things) {
	const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
	return things.flatMap((one, index) =>
		things
			.slice(index + 1)
			.filter((other) => meet(one.box, other.box))
			.map((other) => `${one.name} and ${other.name}`),
	);
}
