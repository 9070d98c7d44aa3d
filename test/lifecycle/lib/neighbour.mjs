/** A community package beside ours, invented: one node that says which version of it is running. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const NEIGHBOUR = 'n8n-nodes-neighbour';
export const NEIGHBOUR_NODE = `${NEIGHBOUR}.neighbour`;
const FILE = 'Neighbour.node.js';

const manifest = (version) => ({
	name: NEIGHBOUR,
	version,
	description: 'Says which version of it is running',
	keywords: ['n8n-community-node-package'],
	license: 'MIT',
	n8n: { n8nNodesApiVersion: 1, nodes: [FILE] },
});

const code = (version) => `
class Neighbour {
	description = {
		displayName: 'Neighbour',
		name: 'neighbour',
		group: ['transform'],
		version: 1,
		description: 'Says which version of it is running',
		defaults: { name: 'Neighbour' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		return [[{ json: { version: ${JSON.stringify(version)} }, pairedItem: { item: 0 } }]];
	}
}
module.exports = { Neighbour };
`;

/** Writes the package's files into a folder, to be packed. */
export function writeNeighbour(folder, version) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(version)));
	writeFileSync(join(folder, FILE), code(version));
}
