/** Versions of n8n that the package is tried with, and how npm gets each of them. */
import { readFileSync } from 'node:fs';

const LOCKED = new URL('./runtime/package.json', import.meta.url);

/** The one that demo and end-to-end tests run; it comes from a lock file. */
export const USUAL_VERSION = JSON.parse(readFileSync(LOCKED, 'utf8')).dependencies.n8n;

/** Newer releases of what they depend on are not what they were made with. */
const BEFORE = '2026-10-05';
const NODE_24 = '24.21.0';
const NODE_20 = '20.20.2';

/** npm itself does not find these two: one is no longer where n8n looks for it, of the other it takes one too new. */
const FOR_N8N_1 = { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' };

/** By version of n8n beside the usual one: the Node.js it runs on, and what npm must take instead of what it would choose. */
const VERSIONS = {
	'1.88.0': { node: NODE_20, overrides: { xlsx: '0.18.5' } },
	'1.123.81': { node: NODE_24, overrides: FOR_N8N_1 },
	'2.0.3': { node: NODE_24, overrides: FOR_N8N_1 },
};

export const ALL_VERSIONS = [...Object.keys(VERSIONS), USUAL_VERSION].sort((a, b) =>
	a.localeCompare(b, 'en', { numeric: true }),
);

/** The manifest of a private folder with this n8n in it, and npm's flags for installing it. */
export function installationOf(version) {
	const { node, overrides } = VERSIONS[version];
	const manifest = {
		name: 'n8n-nodes-joggai-video-runtime',
		version: '0.0.0',
		private: true,
		dependencies: { n8n: version, node, sqlite3: 'file:./sqlite3' },
		overrides: { ...overrides, sqlite3: '$sqlite3' },
	};
	return { manifest, flags: [`--before=${BEFORE}`] };
}
