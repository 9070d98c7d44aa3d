/** The nodes of this package as n8n shows them on the card of a template: name, icon, categories. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { require as load } from 'tsx/cjs/api';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One entry per node that package.json lists, made from its source. */
export function listedNodes() {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	return n8n.nodes.map((built, index) => {
		const file = join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		const [Type] = Object.values(load(file, import.meta.url));
		const codex = JSON.parse(readFileSync(file.replace(/\.ts$/, '.json'), 'utf8'));
		return entryOf({ id: index + 1, file, codex, description: new Type().description });
	});
}

function entryOf({ id, file, codex, description }) {
	const { displayName, defaults, group, version, icon } = description;
	const drawing = icon.light ?? icon;
	return {
		id,
		name: codex.node,
		displayName,
		defaults,
		group: JSON.stringify(group),
		typeVersion: version,
		codex: { data: codex },
		categories: codex.categories.map((name, index) => ({ id: index + 1, name })),
		icon: drawing,
		iconData: { type: 'file', fileBuffer: asDataUrl(join(dirname(file), drawing.replace(/^file:/, ''))) },
	};
}

const asDataUrl = (svg) => `data:image/svg+xml;base64,${readFileSync(svg, 'base64')}`;
