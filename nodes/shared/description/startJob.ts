import type { Field } from '../pipeline/field';
import type { Operation } from '../pipeline/operation';
import { spendingFields } from '../pipeline/spending';
import { startsJob } from '../pipeline/startJob';
import { jobRow } from '../vocabulary/jobs';
import { jobForm } from './jobForm';

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

/** An operation that starts a job. */
export const startJob = ({ starts, price, fields, options = [], shown, ...words }: StartJob): Operation => ({
	...words,
	returns: jobRow(starts.job).makes,
	takes: { price, time: jobRow(starts.job).usually },
	...jobForm({
		job: starts.job,
		waits: true,
		execute: startsJob(starts),
		fields,
		options: [...options, ...spendingFields],
		shown,
	}),
});
