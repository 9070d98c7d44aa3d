/**
 * Loads every node and credential of an installed package as n8n does: by the paths in its manifest, one class each.
 * Takes the folder that it is installed in and its name.
 */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const [, , folder, name] = process.argv;
const root = join(folder, 'node_modules', name);
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function load(path) {
	const file = join(root, path);
	const exported = Object.values(require(file)).filter((one) => typeof one === 'function');
	if (exported.length !== 1) throw new Error(`${path} exports ${exported.length} classes`);
	return { file, made: new exported[0]() };
}

function requireIcons(file, { light, dark }) {
	for (const icon of [light, dark]) {
		if (!existsSync(join(dirname(file), icon.replace('file:', '')))) throw new Error(`${file} lacks ${icon}`);
	}
}

for (const path of n8n.credentials) {
	const { file, made } = load(path);
	requireIcons(file, made.icon);
}
for (const path of n8n.nodes) {
	const { file, made } = load(path);
	requireIcons(file, made.description.icon);
	const codex = JSON.parse(readFileSync(file.replace(/\.js$/, '.json'), 'utf8'));
	if (codex.node !== `${name}.${made.description.name}`) throw new Error(`${path} and its codex differ`);
}
console.log(`${n8n.nodes.length} nodes and ${n8n.credentials.length} credential loaded`);
