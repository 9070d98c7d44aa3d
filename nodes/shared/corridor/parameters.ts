import type { IExecuteSingleFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import type { ReadParameter } from './plan';

/** Reads the fields of one item, expressions resolved; a picker yields the ID that was chosen or entered. */
export function parametersOf(context: IExecuteSingleFunctions): ReadParameter {
	return (name, fallback) => {
		const value: unknown = context.getNodeParameter(name, fallback);
		return isLocator(value) ? value.value : value;
	};
}

const isLocator = (value: unknown): value is INodeParameterResourceLocator =>
	typeof value === 'object' && value !== null && '__rl' in value;
