import type { Field } from '../pipeline/field';
import type { ItemContext, ReadParameter } from '../pipeline/itemContext';
import type { Execute } from '../pipeline/operation';
import { asObject } from '../vocabulary/values';

/** An operation of which these fields stand among the options. */
export const readsOptions = (execute: Execute, optional: Field[]): Execute =>
	Object.assign(
		async (item: ItemContext) => await execute({ ...item, parameter: withOptions(item.parameter, optional) }),
		{ price: execute.price },
	);

/** One that was not added has its usual value. */
const withOptions =
	(parameter: ReadParameter, optional: Field[]): ReadParameter =>
	(name, fallback) => {
		const field = optional.find((one) => one.name === name);
		if (!field) return parameter(name, fallback);
		return asObject(parameter('options', {}))[name] ?? field.default;
	};
