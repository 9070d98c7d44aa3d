import type { Field } from '../corridor/plan';
import { choices } from '../vocabulary/choices';

/** A filter of a list: one of JoggAI's words, sent only when the user added the filter. */
export function choiceFilter(
	displayName: string,
	property: string,
	labels: Readonly<Record<string, string>>,
): Field {
	const options = choices(labels);
	const field = {
		displayName,
		name: property.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
		type: 'options' as const,
	};
	return { ...field, options, default: options[0].value, routing: { send: { type: 'query', property } } };
}
