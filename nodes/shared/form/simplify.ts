import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../platform/field';
import type { ReadParameter } from '../platform/parameters';

/** JoggAI's data in the shape that users see; what of the raw data may be shown stands beside it. */
export type Shape = (data: IDataObject, parameter: ReadParameter) => IDataObject;

/** Whether to return JoggAI's data as it is or in the shape that all nodes of this package share. */
export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Whether the user wants the simplified output; operations without the field give nothing else. */
export const wantsSimplified = (parameter: ReadParameter): boolean => parameter(simplify.name, true) === true;

/** How an operation shows what JoggAI answers. */
export interface Output {
	simplify: Shape;
	/** What of the raw data may be shown; all of it without this. */
	raw?: Shape;
}

/** JoggAI's data as the user wants it. */
export function shaped(output: Output, data: IDataObject, parameter: ReadParameter): IDataObject {
	const shape = wantsSimplified(parameter) ? output.simplify : output.raw;
	return shape ? shape(data, parameter) : data;
}
