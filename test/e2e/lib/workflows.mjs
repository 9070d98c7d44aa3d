/** Workflows in a few words. */
import { randomUUID } from 'node:crypto';
import { PACKAGE_NAME } from '../../../tools/tarball.mjs';

const VERSIONS = { 'n8n-nodes-base.set': 3.4, 'n8n-nodes-base.splitOut': 1 };

export const typeOf = (type) => (type.includes('.') ? type : `${PACKAGE_NAME}.${type}`);

/** A node; types without a prefix are ours. */
export const node = (type, name, parameters = {}, settings = {}) => ({
	id: randomUUID(),
	name,
	type: typeOf(type),
	typeVersion: VERSIONS[typeOf(type)] ?? 1,
	position: [0, 0],
	parameters,
	...settings,
});

export const START = 'Start';
export const start = () => node('n8n-nodes-base.manualTrigger', START);

/** Nodes that put out these items. */
export const items = (list) => [
	node('n8n-nodes-base.set', 'List', { mode: 'raw', jsonOutput: JSON.stringify({ items: list }) }),
	node('n8n-nodes-base.splitOut', 'Items', { fieldToSplitOut: 'items' }),
];

/** What comes behind the node under test. */
export const AFTER = 'After';
export const after = () => node('n8n-nodes-base.noOp', AFTER);

/** Nodes one behind the other; `also` adds further nodes as `[node, output, target]`. */
export function workflow(name, nodes, { also = [], settings = {} } = {}) {
	const connections = {};
	const connect = (from, output, to) => {
		const outputs = (connections[from] ??= {});
		(outputs[output] ??= [[]])[0].push({ node: to, type: output, index: 0 });
	};
	nodes.slice(1).forEach((to, index) => connect(nodes[index].name, 'main', to.name));
	for (const [{ name: from }, output, to] of also) connect(from, output, to);
	return {
		name,
		nodes: [...nodes, ...also.map(([one]) => one)],
		connections,
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** A value of a picker, given by its ID. */
export const byId = (value) => ({ __rl: true, mode: 'id', value: String(value) });

/** Create of JoggAI Avatar Video, with an avatar and a voice of the sandbox. */
export const avatarVideo = (parameters = {}) => ({
	operation: 'create',
	avatarSource: 'public',
	avatar: byId(1001),
	speechFrom: 'script',
	script: 'Good morning!',
	voice: byId('en-US-AlbaNeural'),
	...parameters,
});
