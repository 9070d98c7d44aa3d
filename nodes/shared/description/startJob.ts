import type { Field } from '../pipeline/field';
import type { ItemContext, ReadParameter } from '../pipeline/itemContext';
import { jobFields } from '../pipeline/jobs';
import type { Operation } from '../pipeline/operation';
import { spendingFields } from '../pipeline/spending';
import { startsJob } from '../pipeline/startJob';
import { alphabetically } from '../vocabulary/choices';
import { jobRow } from '../vocabulary/jobs';
import { asObject } from '../vocabulary/values';
import { options } from './fields';

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'resource' | 'prepare'>;

interface StartJob extends Words {
	starts: Parameters<typeof startsJob>[0];
	/** What JoggAI takes for it, where that is published. */
	price?: string;
	/** What the job cannot be started without, and what most people decide about. */
	fields: Field[];
	/** What JoggAI, or this package, decides unless the user adds it. */
	options?: Field[];
	/** The fields of the job itself that stand beside the others; the rest are options. */
	shown?: string[];
}

/** An operation that starts a job. What most people never change about jobs is an option, so that forms stay short. */
export function startJob({
	starts,
	price,
	fields,
	options: own = [],
	shown = ['waitForCompletion', 'download'],
	...words
}: StartJob): Operation {
	const ofJob = jobFields(starts.job, { waits: true });
	const optional = ofJob.filter(({ name }) => !shown.includes(name));
	const execute = startsJob(starts);
	return {
		...words,
		takes: { price, time: jobRow(starts.job).usually },
		execute: Object.assign(
			async (item: ItemContext) =>
				await execute({ ...item, parameter: withOptions(item.parameter, optional) }),
			{ price: execute.price },
		),
		fields: [
			...fields,
			...ofJob.filter(({ name }) => shown.includes(name)),
			options([...own, ...optional.map(asOption(shown)), ...spendingFields(starts.reuse)].sort(byLabel)),
		],
	};
}

/** Reads optional fields where they stand now; one that was not added has its usual value. */
const withOptions =
	(parameter: ReadParameter, optional: Field[]): ReadParameter =>
	(name, fallback) => {
		const field = optional.find((one) => one.name === name);
		if (!field) return parameter(name, fallback);
		return asObject(parameter('options', {}))[name] ?? field.default;
	};

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
