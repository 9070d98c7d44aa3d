import { createHash } from 'crypto';

/** What JoggAI is asked to make; nothing about who asks, how the answer travels or how the form is spelled. */
export interface Asked {
	/** n8n's IDs of the workflow and of the node; names change. */
	workflow: string;
	node: string;
	method: string;
	/** Below the Base URL. */
	url: string;
	/** As it is sent. */
	body?: unknown;
	/** By the path of the field: digest of the file given there, whose address is made only when the request is sent. */
	files?: Record<string, string>;
	/** Paths that say how the answer travels. */
	besides?: string[];
	/** By the path of a field: the value that stands for what JoggAI does anyway. */
	sameAsAbsent?: Record<string, unknown>;
}

/** Tells what is to be made from everything else, and tells nothing of what is in it. */
export function keyOf({
	workflow,
	node,
	method,
	url,
	body,
	files,
	besides = [],
	sameAsAbsent = {},
}: Asked): string {
	const content = Object.entries({ ...leaves(body), ...files })
		.filter(([path, value]) => !besides.includes(path) && value !== sameAsAbsent[path])
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const text = JSON.stringify([workflow, node, method, url, content]);
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Every value that says something, by its dotted path. */
function leaves(value: unknown, path = ''): Record<string, unknown> {
	if (value === undefined || value === null || value === '') return {};
	if (typeof value !== 'object') return { [path]: value };
	const below = (name: string) => (path ? `${path}.${name}` : name);
	return Object.assign({}, ...Object.entries(value).map(([name, one]) => leaves(one, below(name)))) as Record<
		string,
		unknown
	>;
}
