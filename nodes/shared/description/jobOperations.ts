import type { Field } from '../platform/field';
import type { JobOperation } from '../jobs/follow';
import { getsJob } from '../operations/getJob';
import { lists, plainListFields } from '../operations/list';
import { startsJob } from '../operations/startJob';
import type { Operation } from '../pipeline/operation';
import { simplify } from '../form/simplify';
import { spendingFields } from '../purchases/spendingFields';
import { choices } from '../vocabulary/choices';
import { FORM_PRICES } from '../vocabulary/jobs/formPrices';
import { JOB_LISTS, LISTED_STATUSES, type ListedJob, SORT_KEY, SORT_ORDERS } from '../vocabulary/jobs/lists';
import { listedJob } from '../vocabulary/jobs/output';
import { jobRow } from '../vocabulary/jobs/kinds';
import { choiceFilter, filters } from './fields';
import { jobForm } from './jobForm';

type Words = Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'resource'>;

interface StartJob extends Words, Pick<Operation, 'prepare'> {
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
	takes: { price, time: jobRow(starts.job).usually, byForm: FORM_PRICES[starts.job] },
	...jobForm({
		job: starts.job,
		waits: true,
		execute: startsJob(starts),
		fields,
		options: [...options, ...spendingFields],
		shown,
	}),
});

interface GetJob extends Words, JobOperation {
	/** Where the user gives the ID; a text, unless it says otherwise. */
	idField: Pick<Field, 'displayName' | 'name' | 'placeholder'> & Partial<Field>;
	/** Fields that only this operation has. */
	moreFields?: Field[];
}

/** An operation that gets a job which was started earlier, by its ID. */
export function getJob({ job, choose, idField, moreFields = [], ...words }: GetJob): Operation {
	const field: Field = { type: 'string', required: true, default: '', ...idField };
	const execute = getsJob({ job, choose, idField: field.name });
	const returns = jobRow(job).makes;
	return { ...words, returns, ...jobForm({ job, waits: false, execute, fields: [field, ...moreFields] }) };
}

const sortOrder: Field = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	options: choices(SORT_ORDERS),
	default: 'desc',
	description: 'Whether to begin with the jobs that were started last or first',
	routing: { send: { type: 'query', property: 'sort_order' } },
};

const sortBy: Field = {
	displayName: 'Sort By',
	name: 'sortBy',
	type: 'hidden',
	default: SORT_KEY,
	routing: { send: { type: 'query', property: 'sort_by' } },
};

/** An operation that lists the jobs of a kind. */
export const listJobs = ({ job, ...words }: Words & { job: ListedJob }): Operation => ({
	...words,
	returns: 'id, title, status, videoUrl',
	execute: lists(() => ({ ...JOB_LISTS[job], simplify: (entry) => listedJob(job, entry) })),
	fields: [
		...plainListFields,
		sortOrder,
		sortBy,
		simplify,
		filters([choiceFilter('Status', 'status', LISTED_STATUSES)]),
	],
});
