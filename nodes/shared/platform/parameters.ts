import type { IExecuteSingleFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

/** Value of a field for one item, expressions resolved; a picker yields the ID that was chosen or entered. */
export type ReadParameter = (name: string, fallback?: unknown) => unknown;

/**
 * Reads the fields of one item. What was read once is kept: a real n8n evaluates each expression in a sandbox of its own,
 * which takes longer than the request.
 */
export function parametersOf(context: IExecuteSingleFunctions): ReadParameter {
	const known = new Map<string, unknown>();
	return (name, fallback) => {
		if (known.has(name)) return known.get(name);
		const value: unknown = context.getNodeParameter(name, fallback);
		const read = isLocator(value) ? value.value : value;
		if (fallback === undefined) known.set(name, read);
		return read;
	};
}

const isLocator = (value: unknown): value is INodeParameterResourceLocator =>
	typeof value === 'object' && value !== null && '__rl' in value;
