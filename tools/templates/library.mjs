/** The examples as templates, in the order of the README, and the search among them. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_NAME } from '../tarball.mjs';
import { listedNodes } from './nodes.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The note that every example has; its heading is left out, since a template has a name. */
const ABOUT = { note: 'About This Workflow', heading: /^## .*\n+/ };

/** `adapt` changes each workflow before it is served. */
export function createLibrary({ adapt = (workflow) => workflow } = {}) {
	const known = listedNodes();
	const files = linkedExamples();
	const used = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
	const categories = categoriesOf(used.flatMap((workflow) => nodesIn(workflow, known)));
	const templates = used.map((workflow, index) =>
		templateOf(adapt(workflow), {
			id: index + 1,
			createdAt: statSync(files[index]).mtime,
			nodes: nodesIn(workflow, known),
			categories,
		}),
	);
	return {
		categories,
		get: (id) => templates.find((template) => String(template.id) === id),
		/** Templates that have all words, and one of the categories if there are some. */
		find: ({ words = [], names = [] }) =>
			templates.filter(
				(template) =>
					words.every((word) => textOf(template).includes(word)) &&
					(names.length === 0 || template.categories.some(({ name }) => names.includes(name))),
			),
	};
}

/** The example files as the README tells of them, easiest first. */
function linkedExamples() {
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	const linked = readme.matchAll(/\]\((examples\/[^)]+)\)/g);
	return [...new Set([...linked].map(([, path]) => join(ROOT, path)))];
}

/** The nodes of this package in a workflow, each once; n8n shows those of its core on no card. */
function nodesIn({ nodes }, known) {
	const types = nodes.map(({ type }) => type.replace(/Tool$/, ''));
	return known.filter(({ name }) => types.includes(name));
}

/** A category for each node that an example has. */
const categoriesOf = (nodes) =>
	[...new Set(nodes.map(({ displayName }) => displayName))]
		.sort()
		.map((name, index) => ({ id: index + 1, name }));

function templateOf({ name, ...workflow }, { id, createdAt, nodes, categories }) {
	const about = workflow.nodes.find((node) => node.name === ABOUT.note);
	const shown = nodes.map(({ displayName }) => displayName);
	return {
		id,
		name,
		description: about.parameters.content.replace(ABOUT.heading, ''),
		createdAt,
		totalViews: 0,
		user: { username: PACKAGE_NAME, name: PACKAGE_NAME, verified: false },
		image: [],
		nodes,
		categories: categories.filter((category) => shown.includes(category.name)),
		workflow,
	};
}

const textOf = ({ name, description, categories }) =>
	[name, description, ...categories.map((category) => category.name)].join('\n').toLowerCase();
