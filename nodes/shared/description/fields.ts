import type { Field } from '../platform/field';
import { reachable } from '../vocabulary/addresses';
import { choices } from '../vocabulary/choices';
import { type JobKind, jobRow } from '../vocabulary/jobs/kinds';

/** Routing value of a text that must be there; what an expression made a number travels as text all the same. */
export const TEXT = '={{ String($value).trim() }}';

/** Routing value of a text that may be left out: nothing and blanks do not travel. */
export const OPTIONAL_TEXT = '={{ String($value ?? "").trim() || undefined }}';

type Extra = Partial<Pick<Field, 'description' | 'displayOptions'>>;

/** How the operation behaves; what the user does not add is not sent. */
export const options = (fields: Field[], extra?: Extra): Field => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: fields,
	...extra,
});

/** What else the thing that is made may have. */
export const additionalFields = (fields: Field[], extra?: Extra): Field => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: fields,
	...extra,
});

/** What to change about a thing; at least one of them has to be added. */
export const updateFields = (fields: Field[]): Field => ({
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	required: true,
	default: {},
	description: 'What to change; everything else stays as it is',
	options: fields,
});

/** What a list can be narrowed by, shown for some sources of the list where it has several. */
export const filters = (fields: Field[], sources?: string[]): Field => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: fields,
	...(sources ? { displayOptions: { show: { source: sources } } } : {}),
});

/**
 * A filter of a list: one of JoggAI's words, sent only when the user added the filter. *Any* filters nothing: an expression,
 * such as a choice in a form, cannot take a filter away.
 */
export function choiceFilter(
	displayName: string,
	property: string,
	labels: Readonly<Record<string, string>>,
): Field {
	const values = choices(labels);
	const field = {
		displayName,
		name: property.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
		type: 'options' as const,
	};
	return {
		...field,
		options: [{ name: 'Any', value: '' }, ...values],
		default: values[0].value,
		routing: { send: { type: 'query', property, value: OPTIONAL_TEXT } },
	};
}

/** The address that JoggAI calls at the end of a job, under the key that the kind has for it. */
export const callbackUrl = (kind: JobKind): Field => ({
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/ready',
	description: 'An address that JoggAI calls when the job has ended; the node JoggAI Trigger needs none',
	check: reachable,
	routing: { send: { type: 'body', property: jobRow(kind).callbackField, value: OPTIONAL_TEXT } },
});

/** The name of a video, under the key that the request has for it. */
export const videoName = (property: string): Field => ({
	displayName: 'Video Name',
	name: 'videoName',
	type: 'string',
	default: '',
	placeholder: 'e.g. News of the week',
	description: 'The name of the video in your JoggAI projects',
	routing: { send: { type: 'body', property, value: OPTIONAL_TEXT } },
});
