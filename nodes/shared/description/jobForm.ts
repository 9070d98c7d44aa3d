import type { Field } from '../platform/field';
import { downloadFields } from '../jobs/download';
import { simplify } from '../form/simplify';
import { waitFields } from '../form/waitFields';
import type { ItemContext } from '../pipeline/item';
import type { Execute } from '../pipeline/operation';
import type { ReadParameter } from '../platform/parameters';
import { asObject } from '../vocabulary/values';
import { alphabetically } from '../vocabulary/choices';
import type { JobKind } from '../vocabulary/jobs/kinds';
import { options } from './fields';

/** The fields of every operation that starts a job or gets one: waiting, downloading and the shape of the output. */
export const jobFields = (kind: JobKind, waiting: { waits: boolean }): Field[] => [
	...waitFields(kind, waiting),
	...downloadFields(kind),
	simplify,
];

interface JobForm {
	job: JobKind;
	/** Whether a new node waits for the job. */
	waits: boolean;
	execute: Execute;
	/** What stands above everything about waiting. */
	fields: Field[];
	/** What JoggAI, or this package, decides unless the user adds it. */
	options?: Field[];
	/** The fields of the job itself that stand beside the others; the rest are options. */
	shown?: string[];
}

/**
 * The form of an operation about a job, and the operation that reads it. What most people never change about jobs is an
 * option, so that forms stay short.
 */
export function jobForm({
	job,
	waits,
	execute,
	fields,
	options: own = [],
	shown = ['waitForCompletion', 'download'],
}: JobForm): { fields: Field[]; execute: Execute } {
	const ofJob = jobFields(job, { waits });
	const optional = ofJob.filter(({ name }) => !shown.includes(name));
	return {
		execute: readsOptions(execute, optional),
		fields: [
			...fields,
			...ofJob.filter(({ name }) => shown.includes(name)),
			options([...own, ...optional.map(asOption(shown))].sort(byLabel)),
		],
	};
}

/** The same field inside the collection, from where the fields of the form have a slash before their names. */
const asOption =
	(ofForm: string[]) =>
	({ required, displayOptions, ...field }: Field): Field => ({
		...field,
		...(required ? { isNeededWhenAdded: true } : {}),
		...(displayOptions?.show
			? {
					displayOptions: {
						show: Object.fromEntries(
							Object.entries(displayOptions.show).map(([name, values]) => [
								ofForm.includes(name) ? `/${name}` : name,
								values,
							]),
						),
					},
				}
			: {}),
	});

const byLabel = (a: Field, b: Field): number => alphabetically(a.displayName, b.displayName);

/** An operation of which these fields stand among the options. */
export const readsOptions = (execute: Execute, optional: Field[]): Execute =>
	Object.assign(
		async (item: ItemContext) => await execute({ ...item, parameter: withOptions(item.parameter, optional) }),
		{ foretell: execute.foretell },
	);

/** One that was not added has its usual value. */
const withOptions =
	(parameter: ReadParameter, optional: Field[]): ReadParameter =>
	(name, fallback) => {
		const field = optional.find((one) => one.name === name);
		if (!field) return parameter(name, fallback);
		return asObject(parameter('options', {}))[name] ?? field.default;
	};
